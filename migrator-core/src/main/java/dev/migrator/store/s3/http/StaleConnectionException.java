package dev.migrator.store.s3.http;

import java.io.IOException;

/// A connection that had been kept turned out to be closed by the host.
final class StaleConnectionException extends IOException {
  private static final long serialVersionUID = 1;

  StaleConnectionException(IOException cause) {
    super("the host closed a kept connection: " + cause.getMessage(), cause);
  }
}
