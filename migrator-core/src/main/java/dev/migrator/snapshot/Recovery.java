package dev.migrator.snapshot;

import dev.migrator.bundle.Frames;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.NoAttributes;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of an entry that could not be read as listed: the one that took its place,
/// a note that it was deleted, or a gap. Not for several threads.
final class Recovery {
  private static final int MAX_CHASES = 4;

  private final Run run;
  private final SourceRun source;
  private final ObjectFetch fetch;
  private final LargeCopy large;

  Recovery(Run run, SourceRun source, ObjectFetch fetch, LargeCopy large) {
    this.run = run;
    this.source = source;
    this.fetch = fetch;
    this.large = large;
  }

  /// @return never [Step.Failed]
  Step recover(Step.Failed first) throws InterruptedException {
    Step step = first;
    for (int i = 0;
        i < MAX_CHASES && step instanceof Step.Failed failed && isChanged(failed);
        i++) {
      run.throwIfHalted();
      step = chase(first.listed(), failed);
    }
    Step thawed = source.thawed(step);
    return thawed instanceof Step.Failed failed ? settle(failed) : thawed;
  }

  private static boolean isChanged(Step.Failed failed) {
    Reason reason = failed.failure().reason();
    return reason == Reason.CHANGED || reason == Reason.CHANGING;
  }

  /// Lists the key again and reads what is there now.
  private Step chase(Listed first, Step.Failed failed) throws InterruptedException {
    Listed now;
    try {
      now = relist(first);
    } catch (StoreException e) {
      return new Step.Failed(first, failed.drift(), e);
    }
    return now == null ? deleted(first) : read(now, drift(first, now));
  }

  private @Nullable Listed relist(Listed first) {
    KeyRange oneKey = new KeyRange(first.key(), first.key().successor());
    try (Listing listing = source.store().list(oneKey)) {
      Listed next = listing.next();
      while (next != null && !Objects.equals(next.versionId(), first.versionId())) {
        next = listing.next();
      }
      return next;
    }
  }

  private Step read(Listed now, String drift) throws InterruptedException {
    if (!now.hasBytes()) {
      return now.kind() == Listed.Kind.SPECIAL ? special(now) : fetch.bare(now);
    }
    if (now.sizeBytes() > Frames.CHUNK_BYTES) {
      return large.copy(now, drift, run.spare);
    }
    int cost = run.buffers.lengthFor((int) now.sizeBytes());
    run.spare.take(cost);
    try {
      return fetch.whole(now, drift);
    } finally {
      run.spare.give(cost);
    }
  }

  private static String drift(Listed first, Listed now) {
    return "changed during the snapshot: listed with %d bytes and ETag %s, captured with %d bytes and ETag %s"
        .formatted(first.sizeBytes(), first.etag(), now.sizeBytes(), now.etag());
  }

  private static Step deleted(Listed listed) {
    return new Step.Bare(
        new Described(listed, NoAttributes.INSTANCE, "deleted during the snapshot", List.of()));
  }

  static Step special(Listed listed) {
    return gap(
        listed, NoAttributes.INSTANCE, null, Gap.Code.SPECIAL_FILE, "not a file, folder or link");
  }

  static Step gap(
      Listed listed, Attributes attributes, @Nullable String drift, Gap.Code code, String reason) {
    Missing bytes = new Missing(null, code, reason);
    return new Step.Bare(new Described(listed, attributes, drift, List.of(bytes)));
  }

  /// What is left for a later turn.
  static Step postponed(Listed listed, Turn turn) {
    String why =
        turn.isOlder()
            ? "left for later because it is older than what fits before the deadline"
            : "left for later by a rule of the estate";
    Missing bytes =
        new Missing(null, Gap.Code.NOT_REACHED, why + ", and the snapshot has not come to it");
    Instant modified = Objects.requireNonNullElse(listed.modified(), Instant.MAX);
    return new Step.Postponed(
        new Described(listed, NoAttributes.INSTANCE, null, List.of(bytes)),
        new Later(turn, modified));
  }

  /// What is not read because the source does not answer any more.
  static Step lost(Listed listed, StoreException cause) {
    return gap(
        listed,
        NoAttributes.INSTANCE,
        null,
        SourceRun.codeOf(cause),
        Objects.requireNonNullElse(cause.getMessage(), "the source does not answer"));
  }

  private Step settle(Step.Failed failed) {
    StoreException failure = failed.failure();
    if (failure.reason() == Reason.NOT_FOUND) {
      return deleted(failed.listed());
    }
    if (isWorthAProbe(failure.reason())) {
      source.judge(failure);
    }
    StoreException cause = source.cause();
    if (cause != null && isWorthAProbe(failure.reason())) {
      return lost(failed.listed(), cause);
    }
    return gap(
        failed.listed(),
        attributesOf(failed),
        failed.drift(),
        codeOf(failure.reason()),
        Objects.requireNonNullElse(failure.getMessage(), "unknown"));
  }

  private static boolean isWorthAProbe(Reason reason) {
    return switch (reason) {
      case FORBIDDEN, ACCOUNT_GONE, NO_SUCH_STORE, THROTTLED, UNAVAILABLE -> true;
      case NOT_FOUND,
          CHANGED,
          ARCHIVED,
          CUSTOMER_KEY,
          UNSUPPORTED,
          EXISTS,
          BAD_BYTES,
          CHANGING,
          REJECTED ->
          false;
    };
  }

  private static Gap.Code codeOf(Reason reason) {
    return switch (reason) {
      case FORBIDDEN -> Gap.Code.FORBIDDEN;
      case ACCOUNT_GONE, NO_SUCH_STORE -> Gap.Code.ACCOUNT_GONE;
      case ARCHIVED -> Gap.Code.ARCHIVED;
      case CUSTOMER_KEY -> Gap.Code.CUSTOMER_KEY;
      case BAD_BYTES -> Gap.Code.DAMAGED_AT_SOURCE;
      case CHANGED, CHANGING -> Gap.Code.CHANGING;
      case NOT_FOUND, UNSUPPORTED, EXISTS, THROTTLED, UNAVAILABLE, REJECTED -> Gap.Code.UNREADABLE;
    };
  }

  /// What the source tells of an object although it does not give its bytes, or not the right ones.
  private Attributes attributesOf(Step.Failed failed) {
    Reason reason = failed.failure().reason();
    if (reason != Reason.ARCHIVED && reason != Reason.BAD_BYTES) {
      return NoAttributes.INSTANCE;
    }
    try (ObjectReader reader = source.store().read(failed.listed())) {
      return reader.attributes();
    } catch (StoreException e) {
      failed.failure().addSuppressed(e);
      return NoAttributes.INSTANCE;
    }
  }
}
