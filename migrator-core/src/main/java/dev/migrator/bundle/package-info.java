/// Format MP1: volumes, indexes, commits and the bag around them.
@NullMarked
package dev.migrator.bundle;

import org.jspecify.annotations.NullMarked;
