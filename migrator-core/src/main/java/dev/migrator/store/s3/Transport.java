package dev.migrator.store.s3;

import dev.migrator.aws.AwsClients;
import java.io.IOException;
import java.net.URI;

/// Carries signed requests to one host, over kept connections. Safe for many threads at once.
interface Transport extends AutoCloseable {

  /// @param path encoded; it goes over the wire as it is
  /// @return the answer, whatever its status, as soon as its head is there
  /// @throws IOException if there is none
  S3Answer send(String path, S3Request request) throws IOException;

  @Override
  void close();

  /// The lean one, or the SDK's where there is a proxy on the way.
  ///
  /// @param uri only its scheme, host and port count
  static Transport to(URI uri) {
    return AwsClients.isBehindProxy() ? new SdkTransport(uri) : new SocketTransport(uri);
  }
}
