package dev.migrator.store.account;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.account.NotRead.Why;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/// One document while it is read from memory, where nothing changes it.
final class DocumentReader implements ObjectReader {
  private static final ObjectAttributes NOTHING_BESIDES =
      new ObjectAttributes(
          new TreeMap<>(),
          List.of(),
          List.of(),
          null,
          new TreeMap<>(),
          null,
          List.of(),
          null,
          null,
          null,
          null,
          new TreeMap<>());

  private final Document document;

  DocumentReader(Document document) {
    this.document = document;
  }

  @Override
  public InputStream bytes(ByteRange range) {
    NotRead refused = document.refused();
    if (refused != null) {
      throw failure(refused);
    }
    return new ByteArrayInputStream(
        document.bytes(), (int) range.offset(), (int) range.sizeBytes());
  }

  /// The account is read once in a run, with calls made again where that could help.
  private static StoreException failure(NotRead refused) {
    boolean isForbidden = refused.why() == Why.FORBIDDEN;
    return new StoreException(
        isForbidden ? Reason.FORBIDDEN : Reason.REJECTED,
        ClientFailures.cannot("read " + refused.place(), refused.reason()),
        isForbidden
            ? "Give this identity the rights that `migrator policy` names."
            : "Run again later.",
        null);
  }

  @Override
  public Attributes attributes() {
    return NOTHING_BESIDES;
  }

  @Override
  public List<Missing> missing() {
    return List.of();
  }

  @Override
  public ContentCheck check() {
    return new ContentCheck() {
      @Override
      public void update(byte[] bytes, int offset, int length) {}

      @Override
      public SourceProof finish() {
        return SourceProof.NONE;
      }

      @Override
      public Attributes completed() {
        return NOTHING_BESIDES;
      }
    };
  }

  @Override
  public void confirmUnchanged() {}

  @Override
  public void close() {}
}
