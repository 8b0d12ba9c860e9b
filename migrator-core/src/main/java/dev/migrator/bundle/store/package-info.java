/// Where a bundle's files lie: a directory or a bucket.
@NullMarked
package dev.migrator.bundle.store;

import org.jspecify.annotations.NullMarked;
