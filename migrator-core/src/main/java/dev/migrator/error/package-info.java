/// Failures that a caller can act on, each with a hint.
@NullMarked
package dev.migrator.error;

import org.jspecify.annotations.NullMarked;
