/// What an account holds, as an estate to save and as a report on what binds to the host.
@NullMarked
package dev.migrator.discover;

import org.jspecify.annotations.NullMarked;
