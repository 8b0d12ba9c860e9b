package dev.migrator.discover;

import dev.migrator.store.account.BucketSize;

/// The size of a bucket, and how it is known.
final class SizeText {
  private SizeText() {}

  static String of(BucketSize size) {
    String figures = "%,d objects, %,d bytes".formatted(size.objects(), size.bytes());
    return switch (size.how()) {
      case MEASURED -> figures + ", measured by CloudWatch, all versions, up to two days old";
      case COUNTED -> figures + ", counted by a listing, without older versions";
      case SAMPLED -> "more than " + figures + ": sampled, the listing was ended there";
      case UNKNOWN -> "size unknown: neither CloudWatch nor a listing answered";
    };
  }
}
