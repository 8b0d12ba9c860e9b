/// File trees.
@NullMarked
package dev.migrator.store.files;

import org.jspecify.annotations.NullMarked;
