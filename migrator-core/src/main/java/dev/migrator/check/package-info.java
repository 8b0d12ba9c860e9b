/// What adapters find out about themselves before anything is to depend on it.
@NullMarked
package dev.migrator.check;

import org.jspecify.annotations.NullMarked;
