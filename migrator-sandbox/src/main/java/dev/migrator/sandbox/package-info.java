/// Throwaway servers for the demo, for rehearsals and for the tests. Each is started by a static
/// method and ends when closed.
@NullMarked
package dev.migrator.sandbox;

import org.jspecify.annotations.NullMarked;
