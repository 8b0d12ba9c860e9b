/// One thin class per command: parse, one call, render, return.
@NullMarked
package dev.migrator.cli.command;

import org.jspecify.annotations.NullMarked;
