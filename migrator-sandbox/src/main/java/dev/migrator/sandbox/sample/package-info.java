/// What a hosted customer may have: ordinary and odd things, the same at every run.
@NullMarked
package dev.migrator.sandbox.sample;

import org.jspecify.annotations.NullMarked;
