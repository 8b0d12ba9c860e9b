package dev.migrator.snapshot;

import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.error.StoreException;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of one large object in order: for its SHA-256, and for the source's own check.
/// The source's failures are [SourceFailure]s. Not for several threads.
final class Hashes {
  private final ObjectReader reader;
  private final MessageDigest digest = Sha256.newDigest();
  private @Nullable ContentCheck check;

  Hashes(ObjectReader reader) {
    this.reader = reader;
  }

  void update(byte[] bytes, int offset, int length) {
    ContentCheck started = check();
    digest.update(bytes, offset, length);
    started.update(bytes, offset, length);
  }

  /// Started with the first bytes, when the answer that brought them has told the attributes too.
  private ContentCheck check() {
    if (check == null) {
      check = ofSource(() -> startCheck(reader));
    }
    return check;
  }

  private static ContentCheck startCheck(ObjectReader reader) {
    var _ = reader.attributes();
    return reader.check();
  }

  /// Of all bytes; to be called once.
  Sha256 sha256() {
    return Sha256.of(digest);
  }

  /// Holds the bytes against the source's statement, and makes sure that they were of one object.
  SourceProof proof() {
    return ofSource(() -> {
      SourceProof proof = check().finish();
      reader.confirmUnchanged();
      return proof;
    });
  }

  Described described(Listed listed, @Nullable String drift) {
    return ofSource(() -> new Described(listed, check().completed(), drift, reader.missing()));
  }

  private static <T> T ofSource(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreException e) {
      throw new SourceFailure(e);
    }
  }
}
