package dev.migrator.database.redis;

/// Is led through keys one after the other.
interface KeyVisitor {
  /// Expires never.
  long FOREVER = -1;

  /// The pieces of a key follow. Where the key before has not ended, it was this one, and begins
  /// again from its start.
  void begin(byte[] key, KeyType type);

  void piece(Piece piece);

  /// A key of a module, all of it.
  ///
  /// @param expiresAtMillis as for [#end]
  void payload(byte[] key, Payload payload, long expiresAtMillis);

  /// The key is not there after all, whether it has begun or not.
  void drop(byte[] key);

  /// @param expiresAtMillis of the epoch; [#FOREVER] for never
  void end(long expiresAtMillis);
}
