package dev.migrator.store.s3;

import java.net.URI;

final class SocketTransportTest extends TransportContract {
  @Override
  Transport open(URI uri) {
    return new SocketTransport(uri);
  }
}
