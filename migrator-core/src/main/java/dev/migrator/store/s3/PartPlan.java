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

  /// Whether all parts but the last have one size, of which every host makes an object.
  static boolean isEven(List<Part> parts) {
    if (parts.size() < 2) {
      return true;
    }
    long first = parts.getFirst().sizeBytes();
    return first >= LEAST_PART_BYTES
        && parts.getLast().sizeBytes() <= first
        && parts.subList(0, parts.size() - 1).stream().allMatch(p -> p.sizeBytes() == first);
  }

  /// @return parts of one size but for the last, at most 10,000
  static List<Part> even(long sizeBytes) {
    long rounded = Math.ceilDiv(Math.ceilDiv(sizeBytes, MOST_PARTS), 1 << 20) << 20;
    long partBytes = Math.max(USUAL_PART_BYTES, rounded);
    List<Part> parts = new ArrayList<>();
    for (long from = 0; from < sizeBytes; from += partBytes) {
      parts.add(new Part(parts.size() + 1, Math.min(partBytes, sizeBytes - from), null));
    }
    return List.copyOf(parts);
  }

  /// The entry's own cut where the host takes it; empty for one request.
  static List<Part> of(List<Part> ownParts, long sizeBytes, TargetProfile profile) {
    boolean isWhole = ownParts.stream().mapToLong(Part::sizeBytes).sum() == sizeBytes;
    if (!ownParts.isEmpty()
        && isWhole
        && (isEven(ownParts) || profile.holds(Feature.UNEVEN_PARTS))) {
      return ownParts;
    }
    boolean isCut = ownParts.size() > 1 || sizeBytes > SINGLE_MAX_BYTES;
    return isCut ? even(sizeBytes) : List.of();
  }
}
