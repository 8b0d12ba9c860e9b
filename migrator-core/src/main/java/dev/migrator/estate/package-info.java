/// The YAML files in which a user says what to save and where to put it.
@NullMarked
package dev.migrator.estate;

import org.jspecify.annotations.NullMarked;
