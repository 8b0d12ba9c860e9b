package dev.migrator.database.redis;

import java.util.List;

/// A piece of a key's value. All pieces of all types together are the value.
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
sealed interface Piece {

  /// The next bytes of a string, cut anywhere; an empty string has an empty one.
  record Text(byte[] bytes) implements Piece {}

  /// The next element of a list.
  record Element(byte[] bytes) implements Piece {}

  /// A member of a set.
  record Member(byte[] bytes) implements Piece {}

  /// A field of a hash.
  ///
  /// @param expiresAtMillis of the epoch; [KeyVisitor#FOREVER] for never
  record Field(byte[] name, byte[] value, long expiresAtMillis) implements Piece {
    Field(byte[] name, byte[] value) {
      this(name, value, KeyVisitor.FOREVER);
    }

    boolean expires() {
      return expiresAtMillis != KeyVisitor.FOREVER;
    }
  }

  /// A member of a sorted set.
  record Scored(byte[] member, double score) implements Piece {}

  /// The next entry of a stream.
  ///
  /// @param fields names and values by turns
  record Entry(StreamId id, List<byte[]> fields) implements Piece {}

  /// What a stream has besides its entries; comes once, after them.
  ///
  /// @param last the highest id ever given
  /// @param added entries ever added; [#UNKNOWN] where the server does not tell, as before Redis 7
  /// @param deleted the highest id ever deleted; means nothing where `added` is unknown
  record State(StreamId last, long added, StreamId deleted) implements Piece {}

  /// A consumer group of a stream.
  ///
  /// @param delivered the last id handed out
  /// @param read entries ever handed out; [#UNKNOWN] where the server does not tell
  record Group(byte[] name, StreamId delivered, long read) implements Piece {}

  record Consumer(byte[] group, byte[] name) implements Piece {}

  /// An entry that was handed to a consumer and not acknowledged.
  ///
  /// @param atMillis when it was last handed out
  /// @param times how often
  record Pending(byte[] group, byte[] consumer, StreamId id, long atMillis, long times)
      implements Piece {}

  /// Something is pending whose entry was deleted: no command can make that again.
  record Orphan() implements Piece {}

  long UNKNOWN = -1;
}
