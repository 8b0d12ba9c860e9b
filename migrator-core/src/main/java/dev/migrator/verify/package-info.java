/// A bundle's findings: reads everything, changes nothing.
@NullMarked
package dev.migrator.verify;

import org.jspecify.annotations.NullMarked;
