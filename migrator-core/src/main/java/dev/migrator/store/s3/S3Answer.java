package dev.migrator.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host's successful answer. Whoever gets it closes it.
interface S3Answer extends AutoCloseable {

  int status();

  /// By lower-case name. The values' characters are the bytes of the wire, one each.
  Map<String, List<String>> headers();

  /// Ends where the host ends it: callers count.
  InputStream body();

  default Optional<String> header(String name) {
    return Optional.ofNullable(headers().get(name)).map(List::getFirst);
  }

  /// Keeps the connection if the body was read to its end, else drops it.
  @Override
  void close() throws IOException;
}
