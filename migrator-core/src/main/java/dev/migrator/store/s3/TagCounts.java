package dev.migrator.store.s3;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Whether a host tells with each object how many tags it has, so that those without need not be
/// asked. No count means no tags only where the host is known to count, and where the caller may
/// read tags: AWS keeps the count back from others. So an object is asked until that is known, and
/// then one in many still is. Safe for many threads at once.
final class TagCounts {
  private static final String COUNT = "x-amz-tagging-count";

  /// Of the objects said to have no tags, one in so many is asked all the same.
  private static final int SAMPLED_ONE_IN = 32;

  /// What hosts that count say of themselves in `Server`.
  private static final List<String> COUNTING_SERVERS = List.of("MinIO", "VERSITYGW");

  private final boolean isAws;
  private final AtomicLong believed = new AtomicLong();
  private volatile Silence silence = Silence.UNKNOWN;

  /// What it means that an object comes without a count.
  private enum Silence {
    UNKNOWN,
    NO_TAGS,
    NOTHING,
    /// The host has no notion of tags.
    NO_NOTION
  }

  TagCounts(boolean isAws) {
    this.isAws = isAws;
  }

  static boolean tellsTags(ObjectHeaders told) {
    return told.number(COUNT) > 0;
  }

  boolean hasNoNotion() {
    return silence == Silence.NO_NOTION;
  }

  boolean isToAsk(ObjectHeaders told) {
    return tellsTags(told)
        || switch (silence) {
          case UNKNOWN, NOTHING -> true;
          case NO_TAGS -> believed.incrementAndGet() % SAMPLED_ONE_IN == 0;
          case NO_NOTION -> false;
        };
  }

  /// The object was asked, and has tags or none.
  ///
  /// @return whether this shows that objects may have been left out before
  synchronized boolean learn(ObjectHeaders told, boolean hasTags) {
    if (hasTags && !tellsTags(told)) {
      return doubt();
    }
    if (silence == Silence.UNKNOWN && (hasTags || isKnownToCount(told))) {
      silence = Silence.NO_TAGS;
    }
    return false;
  }

  /// The object was asked, and the caller may not read its tags.
  ///
  /// @return whether this shows that objects may have been left out before
  synchronized boolean learnRefusal(ObjectHeaders told) {
    return !tellsTags(told) && doubt();
  }

  synchronized void learnNoNotion() {
    silence = Silence.NO_NOTION;
  }

  private boolean doubt() {
    boolean wasBelieved = silence == Silence.NO_TAGS && believed.get() > 0;
    silence = Silence.NOTHING;
    return wasBelieved;
  }

  private boolean isKnownToCount(ObjectHeaders told) {
    String server = told.first("server").orElse("");
    return isAws || COUNTING_SERVERS.stream().anyMatch(server::startsWith);
  }
}
