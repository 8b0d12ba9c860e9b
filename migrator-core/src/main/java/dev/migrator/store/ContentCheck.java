package dev.migrator.store;

import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;

/// Checks bytes against the store's own statement of them. Takes all bytes of one object in order;
/// not for several threads.
public interface ContentCheck {

  void update(byte[] bytes, int offset, int length);

  /// @return what the bytes were checked against
  /// @throws dev.migrator.error.StoreException with reason `BAD_BYTES`, both values in the message,
  ///   if they differ
  SourceProof finish();

  /// The attributes, with what only the bytes could tell filled in: the parts' MD5s. To be called
  /// after [#finish()].
  Attributes completed();
}
