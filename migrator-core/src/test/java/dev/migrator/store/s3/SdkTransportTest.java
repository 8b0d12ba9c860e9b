package dev.migrator.store.s3;

import java.net.URI;

final class SdkTransportTest extends TransportContract {
  @Override
  Transport open(URI uri) {
    return new SdkTransport(uri);
  }

  /// Apache's client writes the second of two slashes as `%2F`.
  @Override
  boolean keepsEmptyComponents() {
    return false;
  }

  @Override
  boolean sendsAnew() {
    return false;
  }
}
