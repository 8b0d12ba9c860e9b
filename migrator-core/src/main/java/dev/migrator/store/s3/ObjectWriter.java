package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.AttributeName;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.ObjectTarget.Bytes;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.ObjectTarget.Written;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes single entries. Safe for many threads at once.
final class ObjectWriter {
  private final S3Calls calls;
  private final LaterAttributes later;
  private final String bucket;

  ObjectWriter(S3Calls calls, String bucket) {
    this.calls = calls;
    this.later = new LaterAttributes(calls, bucket);
    this.bucket = bucket;
  }

  /// What a host said of an object that it took.
  ///
  /// @param versionId null where it keeps no versions
  record Stored(@Nullable String versionId, @Nullable String etag) {
    static Stored of(S3Answer answer) {
      return new Stored(
          answer.header("x-amz-version-id").orElse(null),
          answer.header("etag").map(ListPage::withoutQuotes).orElse(null));
    }
  }

  /// Where the host refuses an object, its tags are left for a call of their own, and then it is
  /// cut anew.
  Written write(Entry entry, Bytes bytes, TargetProfile profile) {
    try {
      return writeAsTold(entry, bytes, profile);
    } catch (StoreException e) {
      boolean rejected = e.reason() == Reason.REJECTED;
      if ((rejected || e.reason() == Reason.FORBIDDEN) && profile.sendsTags(entry)) {
        return write(entry, bytes, profile.withTagsByCall());
      }
      if (rejected) {
        return writeInOtherParts(entry, bytes, profile, e);
      }
      throw e;
    }
  }

  private Written writeInOtherParts(
      Entry entry, Bytes bytes, TargetProfile profile, StoreException refusal) {
    List<Part> others = PartPlan.even(sizeBytes(entry));
    List<Part> refused = parts(entry, profile);
    if (refused.size() < 2 || others.equals(refused)) {
      throw refusal;
    }
    Written written = put(entry, bytes, profile, others);
    List<Loss> losses = new ArrayList<>(ofOtherParts(entry, refusal));
    losses.addAll(written.losses());
    return new Written(written.versionId(), written.etag(), losses);
  }

  /// Writes an entry as it is, or fails.
  Written writeAsTold(Entry entry, Bytes bytes, TargetProfile profile) {
    return switch (entry.listed().kind()) {
      case OBJECT -> put(entry, bytes, profile, parts(entry, profile));
      case FOLDER -> put(entry, InputStream::nullInputStream, profile, List.of());
      case DELETE_MARKER -> deleted(entry.key());
      case LINK, SPECIAL ->
          throw new IllegalArgumentException("a bucket does not hold this: " + entry.key());
    };
  }

  private static List<Part> parts(Entry entry, TargetProfile profile) {
    return PartPlan.of(ownParts(entry), sizeBytes(entry), profile);
  }

  private Written put(Entry entry, Bytes bytes, TargetProfile profile, List<Part> parts) {
    SortedMap<String, String> headers = PutHeaders.of(entry, profile);
    Stored stored =
        parts.isEmpty()
            ? putAtOnce(entry, bytes, headers, profile)
            : new MultipartWriter(calls, entry.key(), tried("write", entry.key()), bytes)
                .write(headers, parts, PartChecksums.of(entry, parts, bytes, profile));
    List<Loss> losses = later.write(entry, stored.versionId(), profile);
    return new Written(stored.versionId(), stored.etag(), losses);
  }

  /// Of an object whose own parts the host refused although it had taken the canary's.
  private static List<Loss> ofOtherParts(Entry entry, StoreException refusal) {
    Loss etag = new Loss(AttributeName.ETAG, "of other parts: " + Refusals.words(refusal));
    return Needs.of(entry).contains(Feature.CHECKSUM_OF_PARTS)
        ? List.of(etag, TargetProfile.CHECKSUM_OF_OTHER_PARTS)
        : List.of(etag);
  }

  private static List<Part> ownParts(Entry entry) {
    return entry.attributes() instanceof ObjectAttributes object ? object.parts() : List.of();
  }

  private static long sizeBytes(Entry entry) {
    Content content = entry.content();
    return content == null ? 0 : content.sizeBytes();
  }

  private Stored putAtOnce(
      Entry entry, Bytes bytes, SortedMap<String, String> headers, TargetProfile profile) {
    try (InputStream in = bytes.open()) {
      S3Request request = S3Request.put(entry.key(), payload(entry, in));
      headers.forEach(request::header);
      addChecksums(entry, request, profile);
      return stored(request, tried("write", entry.key()));
    } catch (IOException e) {
      throw ClientFailures.of(tried("write", entry.key()).get(), e);
    }
  }

  private static Payload payload(Entry entry, InputStream in) {
    Content content = entry.content();
    return content == null
        ? Payload.NONE
        : Payload.of(content.sizeBytes(), content.sha256().hex(), () -> in);
  }

  /// The host checks the bytes against them, and keeps them.
  private static void addChecksums(Entry entry, S3Request request, TargetProfile profile) {
    if (entry.attributes() instanceof ObjectAttributes object) {
      object
          .checksums()
          .forEach((algorithm, value) -> {
            if (profile.holds(Feature.ofChecksum(algorithm)) && !Needs.isComposite(object, value)) {
              request.header("x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT), value);
            }
          });
    }
  }

  private Stored stored(S3Request request, Supplier<String> tried) {
    try (S3Answer answer = calls.call(request, tried)) {
      answer.body().readAllBytes();
      return Stored.of(answer);
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  private Written deleted(Key key) {
    Stored marker = stored(S3Request.delete(key), tried("delete", key));
    return new Written(marker.versionId(), null, List.of());
  }

  void releaseHold(Key key, @Nullable String versionId) {
    later.putLegalHold(key, versionId, "OFF");
  }

  /// Deletes for good where `versionId` is given.
  void delete(Key key, @Nullable String versionId) {
    S3Request request = S3Request.delete(key);
    if (versionId != null) {
      request.query("versionId", versionId);
    }
    var unused = stored(request, tried("delete", key));
  }

  private Supplier<String> tried(String verb, Key key) {
    return () -> verb + " s3://" + bucket + "/" + key;
  }
}
