/// How bytes lie in a stored file: zstd frames with a seek table, tar members within them.
@NullMarked
package dev.migrator.bundle.volume;

import org.jspecify.annotations.NullMarked;
