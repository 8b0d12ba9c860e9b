package dev.migrator.store;

import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A store that objects are restored to, and read back from. Safe for many threads at once.
///
/// It lists and reads entries by the keys that they were written under, also where it had to give
/// them other names; what it keeps for itself (sidecars, a mapping, what a killed write left) is
/// not listed.
public interface ObjectTarget extends ObjectSource {

  /// Makes the store ready: creates it where it does not exist and `creation` allows that, and
  /// turns versioning or object lock on where the source had them. Then finds out with a canary
  /// object what it can hold, and removes the canary.
  ///
  /// @param source what the bundle says of the source
  /// @return what the store as a whole cannot hold, for people to read before the first byte moves
  List<Loss> prepare(SourceDescription source, Creation creation);

  /// Whether this is a canary that a killed [#prepare] left. The next one removes it.
  default boolean isLeftover(Listed listed) {
    return false;
  }

  /// What would be lost of this entry. No call to the store; uses what [#prepare] found.
  ///
  /// @return empty if the store holds all of it
  List<Loss> losses(Entry entry);

  /// Writes one entry: its bytes with the same part boundaries, metadata, tags, ACL. Delete markers
  /// are replayed as deletes; folders and links are made. Overwrites. Writing the same entry twice
  /// is harmless, but makes a second version where versions are kept.
  ///
  /// @param bytes opens the entry's bytes, from the first byte, as often as asked; not called for
  ///   entries without bytes
  Written write(Entry entry, Bytes bytes);

  /// Reads back what [#write] kept of an entry beside it, because the store cannot hold it with it.
  ///
  /// @return in which way it is not the entry's, in words; empty if it is, and where nothing is
  ///   kept so
  default List<String> wrongBeside(Entry entry) {
    return List.of();
  }

  /// Applies those parts of the source's configuration that can do no harm to fresh data: CORS,
  /// website, tags, default encryption.
  ///
  /// @return what was not applied, with the reason
  List<Loss> applyConfiguration(SourceDescription source);

  /// Bytes that can still be written; empty where the store does not tell.
  default OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  enum Creation {
    ALLOWED,
    FORBIDDEN
  }

  /// One thing that a target cannot hold.
  ///
  /// @param what an attribute ([dev.migrator.model.AttributeName]); or `key`, `version` (a
  ///   noncurrent version or delete marker where no versions are kept) or `bytes`: the entry cannot
  ///   be held at all, and is not to be written
  /// @param reason in words, the same for every entry that it concerns
  record Loss(String what, String reason) {

    public boolean isOfWholeEntry() {
      return what.equals("key") || what.equals("version") || what.equals("bytes");
    }
  }

  /// @param versionId the target's, null where it keeps no versions
  /// @param etag the target's, null where it has none
  /// @param losses what the store did not take although [#losses] had not foretold it
  record Written(@Nullable String versionId, @Nullable String etag, List<Loss> losses) {}

  /// The bytes of an entry.
  interface Bytes {
    InputStream open();
  }
}
