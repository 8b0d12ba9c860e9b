/// What would fail, before it does.
@NullMarked
package dev.migrator.doctor;

import org.jspecify.annotations.NullMarked;
