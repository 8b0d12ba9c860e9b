package dev.migrator.restore;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.AttributeName;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.Sha256;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what is at the target and compares it with what should be there.
final class ReadBack {
  private static final int BUFFER_BYTES = 256 << 10;

  private final ObjectTarget target;
  private final Halt halt;

  ReadBack(ObjectTarget target, Halt halt) {
    this.target = target;
    this.halt = halt;
  }

  /// Compares bytes and attributes.
  ///
  /// @param there as listed, or as [ObjectTarget#write] answered
  Proof prove(Promise promise, Listed there) {
    try (ObjectReader reader = target.read(there)) {
      return prove(promise, there, reader);
    } catch (StoreException e) {
      return switch (e.reason()) {
        case NOT_FOUND, CHANGED, CHANGING, BAD_BYTES ->
            new Proof(List.of("cannot be read back: " + e.getMessage()), List.of(), 0);
        case NO_SUCH_STORE,
            FORBIDDEN,
            ACCOUNT_GONE,
            ARCHIVED,
            CUSTOMER_KEY,
            UNSUPPORTED,
            EXISTS,
            THROTTLED,
            UNAVAILABLE,
            REJECTED ->
            throw e;
      };
    }
  }

  private Proof prove(Promise promise, Listed there, ObjectReader reader) {
    Entry entry = promise.entry();
    Content content = entry.content();
    List<String> wrongBytes = new ArrayList<>();
    if (content != null) {
      String sha256 = sha256(reader, content.sizeBytes()).hex();
      if (!sha256.equals(content.sha256().hex())) {
        wrongBytes.add("SHA-256 is %s, should be %s".formatted(sha256, content.sha256()));
      }
    }
    List<String> wrong = attributes(promise, there, reader);
    if (entry.listed().kind() == Kind.LINK) {
      return new Proof(wrong, List.of(), 0);
    }
    wrong.addAll(target.wrongBeside(entry));
    return new Proof(wrongBytes, wrong, content == null ? 0 : content.sizeBytes());
  }

  private static List<String> attributes(Promise promise, Listed there, ObjectReader reader) {
    Entry entry = promise.entry();
    Set<String> notCompared = new HashSet<>(promise.lost());
    entry.gaps().stream().map(Entry.Missing::attribute).forEach(name -> add(notCompared, name));
    List<String> wrong =
        AttributeDifferences.between(entry.attributes(), reader.attributes(), notCompared);
    for (Entry.Missing missing : reader.missing()) {
      if (missing.attribute() != null && !notCompared.contains(missing.attribute())) {
        wrong.add("%s cannot be read back: %s".formatted(missing.attribute(), missing.reason()));
      }
    }
    if (hasKnownEtag(entry.content())
        && there.etag() != null
        && !notCompared.contains(AttributeName.ETAG)
        && !there.etag().equals(entry.listed().etag())) {
      wrong.add("etag is %s, should be %s".formatted(there.etag(), entry.listed().etag()));
    }
    return wrong;
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private static boolean hasKnownEtag(@Nullable Content content) {
    return content != null
        && (content.proof() == SourceProof.ETAG_MD5
            || content.proof() == SourceProof.ETAG_MULTIPART);
  }

  /// Of the bytes of a listed object.
  Sha256 sha256(Listed there) {
    try (ObjectReader reader = target.read(there)) {
      return sha256(reader, there.sizeBytes());
    }
  }

  private Sha256 sha256(ObjectReader reader, long sizeBytes) {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[Math.clamp(sizeBytes, 1, BUFFER_BYTES)];
    try (InputStream in = reader.bytes(new ByteRange(0, sizeBytes))) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        halt.check();
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "cannot read back from %s: %s".formatted(target.label(), e.getMessage()),
          "Run the same command again: it goes on where it stopped.",
          e);
    }
    return Sha256.of(digest);
  }
}
