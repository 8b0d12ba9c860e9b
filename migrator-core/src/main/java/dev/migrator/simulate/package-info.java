/// Runs an estate that exists on paper only, on a simulated clock, with the planner's own code.
@NullMarked
package dev.migrator.simulate;

import org.jspecify.annotations.NullMarked;
