package dev.migrator.cli.run;

/// Whoever read our standard output has gone, as `head` does: no failure, but nothing more to say.
public final class ReaderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReaderGoneException(Throwable cause) {
    super("standard output was closed by its reader", cause);
  }
}
