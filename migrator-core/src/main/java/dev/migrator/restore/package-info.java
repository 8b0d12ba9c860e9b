/// From a bundle to targets, read back and compared.
@NullMarked
package dev.migrator.restore;

import org.jspecify.annotations.NullMarked;
