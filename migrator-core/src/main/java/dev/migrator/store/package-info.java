/// What an object store is, as a source and as a target.
@NullMarked
package dev.migrator.store;

import org.jspecify.annotations.NullMarked;
