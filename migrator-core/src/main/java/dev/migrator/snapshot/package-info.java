/// From sources into a bundle.
@NullMarked
package dev.migrator.snapshot;

import org.jspecify.annotations.NullMarked;
