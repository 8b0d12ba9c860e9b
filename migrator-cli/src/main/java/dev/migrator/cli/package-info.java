/// The command line: wiring only.
@NullMarked
package dev.migrator.cli;

import org.jspecify.annotations.NullMarked;
