/// Deadline arithmetic: no I/O, no clock, no randomness. `docs/deadline.md` has the model.
@NullMarked
package dev.migrator.plan;

import org.jspecify.annotations.NullMarked;
