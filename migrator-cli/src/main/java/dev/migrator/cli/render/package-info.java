/// Results as text and as JSON, and progress. The only code that prints.
@NullMarked
package dev.migrator.cli.render;

import org.jspecify.annotations.NullMarked;
