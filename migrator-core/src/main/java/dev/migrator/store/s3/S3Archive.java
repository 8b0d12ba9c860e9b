package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.archive.ArchiveClass;
import dev.migrator.archive.ArchiveState;
import dev.migrator.archive.ThawDecision.Thaw;
import dev.migrator.archive.ThawLimit;
import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Listed;
import dev.migrator.store.Archive;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings objects back from S3's archives:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html>.
final class S3Archive implements Archive {
  private static final int READABLE_ALREADY = 200;

  private final S3Bucket bucket;
  private final ThawLimit limit;
  private final AtomicReference<@Nullable Boolean> tiersToArchives = new AtomicReference<>();

  S3Archive(S3Bucket bucket, ThawLimit limit) {
    this.bucket = bucket;
    this.limit = limit;
  }

  @Override
  public ThawLimit limit() {
    return limit;
  }

  /// A listing tells the class, but not the tier within `INTELLIGENT_TIERING`. That one uses its
  /// archives only where the bucket is set to.
  @Override
  public boolean mayHold(Listed listed) {
    return switch (listed.storageClass()) {
      case "GLACIER", "DEEP_ARCHIVE" -> listed.hasBytes();
      case "INTELLIGENT_TIERING" -> listed.hasBytes() && tiersToArchives();
      case null, default -> false;
    };
  }

  private boolean tiersToArchives() {
    Boolean known = tiersToArchives.get();
    if (known == null) {
      known = askTiers();
      tiersToArchives.set(known);
    }
    return known;
  }

  /// Who may not know, finds out when an object is read.
  private boolean askTiers() {
    try {
      return !bucket
          .calls()
          .xml(S3Request.get(null).query("intelligent-tiering", ""), () -> "read archive tiers")
          .all("IntelligentTieringConfiguration")
          .isEmpty();
    } catch (StoreException e) {
      if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public ArchiveState state(Listed listed) {
    Supplier<String> tried = () -> "ask whether " + bucket.label(listed) + " can be read";
    S3Request request = VersionTie.tie(S3Request.head(listed.key()), listed);
    try (S3Answer answer = bucket.calls().call(request, tried)) {
      ObjectHeaders told = new ObjectHeaders(answer.headers());
      return ArchiveState.of(told.attributes(List.of(), null, List.of()));
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  @Override
  public Answer request(Listed listed, ArchiveClass from, Thaw thaw) {
    Supplier<String> tried =
        () -> "bring " + bucket.label(listed) + " back from " + from + ", " + thaw.tier().wire();
    S3Request request = VersionTie.name(restore(listed, from, thaw), listed);
    try (S3Answer answer = bucket.calls().call(request, tried)) {
      answer.body().readAllBytes();
      return answer.status() == READABLE_ALREADY ? new Answer.AtHand() : new Answer.Begun();
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    } catch (StoreException e) {
      return answered(e);
    }
  }

  private static S3Request restore(Listed listed, ArchiveClass from, Thaw thaw) {
    String days = from.givesCopies() ? "<Days>%d</Days>".formatted(thaw.days()) : "";
    String xml =
        """
        <RestoreRequest xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s\
        <GlacierJobParameters><Tier>%s</Tier></GlacierJobParameters></RestoreRequest>\
        """
            .formatted(days, thaw.tier().wire());
    byte[] body = xml.getBytes(UTF_8);
    return S3Request.post(listed.key(), Payload.of(body, body.length))
        .query("restore", "")
        .header("content-type", "application/xml");
  }

  /// What a refusal means, where it is one of this request.
  private static Answer answered(StoreException e) {
    return switch (e.reason()) {
      case EXISTS -> new Answer.Begun();
      case ARCHIVED -> new Answer.AtHand(); // "not allowed in the present storage class"
      case FORBIDDEN, UNSUPPORTED, REJECTED, NOT_FOUND, CHANGED, CUSTOMER_KEY, CHANGING ->
          new Answer.Refused(Refusals.words(e));
      case NO_SUCH_STORE, ACCOUNT_GONE, THROTTLED, UNAVAILABLE, BAD_BYTES -> throw e;
    };
  }
}
