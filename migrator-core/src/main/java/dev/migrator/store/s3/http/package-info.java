/// HTTP/1.1 as far as S3 needs it: one origin, kept connections, bodies of known length or in
/// chunks. Knows nothing of S3. See RFC 9112.
@NullMarked
package dev.migrator.store.s3.http;

import org.jspecify.annotations.NullMarked;
