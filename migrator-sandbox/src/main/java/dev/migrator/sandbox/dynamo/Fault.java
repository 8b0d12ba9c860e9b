package dev.migrator.sandbox.dynamo;

/// One way in which a server misbehaves in one answer.
public sealed interface Fault {

  /// Refuses, and does nothing of what was asked.
  ///
  /// @param type as `ThrottlingException`; DynamoDB's own namespace is put before it unless it has
  ///   one, which ends with `#`
  record Refuse(int status, String type, String message) implements Fault {}

  /// Does nothing and closes the connection without an answer.
  record Drop() implements Fault {}

  /// Does what was asked, then closes the connection without an answer.
  record LoseAnswer() implements Fault {}

  /// Does what was asked; the answer's head promises the whole body, and half of it is sent.
  record CutShort() implements Fault {}

  /// Does what was asked; the answer is true, but its `x-amz-crc32` is not.
  record WrongChecksum() implements Fault {}

  /// Leaves the first and every `fraction`-th write after it undone, and says so in
  /// `UnprocessedItems`; all of them if it is 1. Other operations than BatchWriteItem behave.
  record Unprocessed(int fraction) implements Fault {}
}
