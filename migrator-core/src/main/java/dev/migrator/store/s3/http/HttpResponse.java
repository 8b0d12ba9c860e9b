package dev.migrator.store.s3.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;

/// An answer, of whatever status. Whoever gets it closes it.
///
/// @param headers by lower-case name; a character of a value stands for a byte of the wire
/// @param body ends where the host said it would, or throws
public record HttpResponse(int status, SortedMap<String, List<String>> headers, InputStream body)
    implements AutoCloseable {

  /// Keeps the connection if the body was read to its end, else drops it.
  @Override
  public void close() throws IOException {
    body.close();
  }
}
