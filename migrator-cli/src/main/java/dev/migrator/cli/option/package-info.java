/// Options that several commands share.
@NullMarked
package dev.migrator.cli.option;

import org.jspecify.annotations.NullMarked;
