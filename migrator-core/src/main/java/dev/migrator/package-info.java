/// migrator: snapshots storage and databases into bundles, verifies and restores them.
@NullMarked
package dev.migrator;

import org.jspecify.annotations.NullMarked;
