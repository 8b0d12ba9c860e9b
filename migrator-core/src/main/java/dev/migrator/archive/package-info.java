/// What lies in an archive and must be brought back before it can be read: how long that takes and
/// what it costs. Arithmetic; asks no host and no clock.
@NullMarked
package dev.migrator.archive;

import org.jspecify.annotations.NullMarked;
