/// Values that everyone shares: JDK types only.
@NullMarked
package dev.migrator.model;

import org.jspecify.annotations.NullMarked;
