package dev.migrator.sandbox.hostile;

/// One way in which a host misbehaves in one answer.
public sealed interface Fault {

  /// Answers by itself, with an S3 error document.
  record Refuse(int status, String code, String message) implements Fault {
    public Refuse(int status, String code) {
      this(status, code, "scripted");
    }
  }

  /// Answers by itself with success and this document.
  record Answer(String xml) implements Fault {}

  /// Breaks the connection with a reset after `bodyBytes` of the true body.
  record Reset(long bodyBytes) implements Fault {}

  /// Promises the true length and closes in good order after `bodyBytes`.
  record Cut(long bodyBytes) implements Fault {}

  /// Sends no more after `bodyBytes` of the true body, and does not close until the host is closed.
  record Stall(long bodyBytes) implements Fault {}

  /// Turns one bit of the body's byte at `offset`; the length stays right.
  record Flip(long offset) implements Fault {}

  /// Leaves the last `bytes` of the body out and promises just what it sends.
  record Shorten(int bytes) implements Fault {}

  /// Sends `bytes` zeros after the body and promises just what it sends.
  record Lengthen(int bytes) implements Fault {}

  /// Sets a header of the answer.
  record Header(String name, String value) implements Fault {}

  /// Lets the host do what was asked, then breaks the connection without an answer.
  record LoseAnswer() implements Fault {}
}
