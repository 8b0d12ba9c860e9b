package dev.migrator.verify;

import java.io.IOException;

/// A file's bytes cannot be read to the end. Becomes a finding.
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableException(String path, IOException cause) {
    super(path + ": " + cause.getMessage(), cause);
  }
}
