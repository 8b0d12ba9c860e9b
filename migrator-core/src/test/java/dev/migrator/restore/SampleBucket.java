package dev.migrator.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import dev.migrator.store.MemoryStore;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A bucket with a little of everything: versions, delete markers, metadata, tags, parts, odd keys,
/// an object of no bytes and one above the volume size.
final class SampleBucket {
  private SampleBucket() {}

  static MemoryStore create() {
    return create(1_300_000, 600_000);
  }

  /// With parts as large as hosts want them.
  static MemoryStore createForHosts() {
    return create(11_000_000, 5 << 20);
  }

  private static MemoryStore create(int largeBytes, int partBytes) {
    MemoryStore bucket = MemoryStore.versioned();
    bucket.put("a/plain.txt", "plain");
    bucket.put("a/versions.txt", "first");
    bucket.put("a/versions.txt", "other");
    bucket.put("a/versions.txt", "the third");
    bucket.put("a/deleted.txt", "was here");
    bucket.delete(Key.of("a/deleted.txt"));
    bucket.put("a/back.txt", "before");
    bucket.delete(Key.of("a/back.txt"));
    bucket.put("a/back.txt", "after");
    bucket.put("empty", "");
    bucket.put("odd/../%41\n\uD83D\uDE00", "odd");
    bucket.put(Key.of("rich"), "rich".getBytes(UTF_8), rich(List.of()));
    byte[] large = new byte[largeBytes];
    new Random(3).nextBytes(large);
    bucket.put(Key.of("z/large.bin"), large, rich(parts(largeBytes, partBytes)));
    return bucket;
  }

  private static ObjectAttributes rich(List<Part> parts) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "image/png");
    headers.put("cache-control", "max-age=60");
    return new ObjectAttributes(
        headers,
        List.of(new UserMetadata("colour", Key.of("café"), "café")),
        List.of(new Tag("team", "a b")),
        null,
        new TreeMap<>(),
        null,
        parts,
        null,
        null,
        null,
        "/elsewhere",
        new TreeMap<>());
  }

  private static List<Part> parts(int sizeBytes, int partBytes) {
    return IntStream.range(0, Math.ceilDiv(sizeBytes, partBytes))
        .mapToObj(i -> new Part(i + 1, Math.min(partBytes, sizeBytes - i * partBytes), null))
        .toList();
  }
}
