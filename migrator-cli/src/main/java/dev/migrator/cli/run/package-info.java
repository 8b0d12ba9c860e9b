/// What one run of the program has around it: the verbs, the streams, the environment, Ctrl-C.
@NullMarked
package dev.migrator.cli.run;

import org.jspecify.annotations.NullMarked;
