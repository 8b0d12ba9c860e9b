package dev.migrator.store.s3;

import dev.migrator.model.ObjectAttributes.Part;
import java.util.ArrayList;
import java.util.List;

/// Where an object is cut for a multipart upload.
final class PartPlan {
  /// Above this one request cannot carry an object.
  static final long SINGLE_MAX_BYTES = 5L << 30;

  private static final long LEAST_PART_BYTES = 5L << 20;
  private static final long USUAL_PART_BYTES = 64L << 20;
  private static final int MOST_PARTS = 10_000;

  private PartPlan() {}

  /// Whether all parts but the last have one size, as some hosts want it.
  static boolean isEven(List<Part> parts) {
    if (parts.size() < 2) {
      return true;
    }
    long first = parts.getFirst().sizeBytes();
    return parts.getLast().sizeBytes() <= first
        && parts.subList(0, parts.size() - 1).stream().allMatch(p -> p.sizeBytes() == first);
  }

  /// Whether a part before the last is below what AWS takes. Other hosts may have taken it.
  static boolean isSmall(List<Part> parts) {
    return parts.stream()
        .limit(Math.max(0, parts.size() - 1))
        .anyMatch(part -> part.sizeBytes() < LEAST_PART_BYTES);
  }

  /// A cut that every host takes.
  ///
  /// @return parts of one size but for the last, at most 10,000; empty for one request
  static List<Part> even(long sizeBytes) {
    long rounded = Math.ceilDiv(Math.ceilDiv(sizeBytes, MOST_PARTS), 1 << 20) << 20;
    long partBytes = Math.max(USUAL_PART_BYTES, rounded);
    List<Part> parts = new ArrayList<>();
    for (long from = 0; from < sizeBytes; from += partBytes) {
      parts.add(new Part(parts.size() + 1, Math.min(partBytes, sizeBytes - from), null));
    }
    return parts.size() > 1 ? List.copyOf(parts) : List.of();
  }

  /// The entry's own cut where the host takes it; empty for one request.
  static List<Part> of(List<Part> ownParts, long sizeBytes, TargetProfile profile) {
    boolean isWhole = ownParts.stream().mapToLong(Part::sizeBytes).sum() == sizeBytes;
    if (!ownParts.isEmpty() && isWhole && takes(ownParts, profile)) {
      return ownParts;
    }
    boolean isCut = ownParts.size() > 1 || sizeBytes > SINGLE_MAX_BYTES;
    return isCut ? even(sizeBytes) : List.of();
  }

  private static boolean takes(List<Part> parts, TargetProfile profile) {
    return (isEven(parts) || profile.holds(Feature.UNEVEN_PARTS))
        && (!isSmall(parts) || profile.holds(Feature.SMALL_PARTS));
  }
}
