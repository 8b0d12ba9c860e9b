/// How work runs: bounded workers, byte budget, retry budget, stop signal, progress.
@NullMarked
package dev.migrator.engine;

import org.jspecify.annotations.NullMarked;
