/// A proxy before a real S3 host that answers as scripted: refusals, broken connections, wrong
/// bytes.
@NullMarked
package dev.migrator.sandbox.hostile;

import org.jspecify.annotations.NullMarked;
