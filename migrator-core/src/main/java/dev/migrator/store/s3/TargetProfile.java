package dev.migrator.store.s3;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.store.ObjectTarget.Loss;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a host turned out not to hold.
///
/// @param refused feature to the reason, in words
record TargetProfile(Map<Feature, String> refused) {
  private static final int KEY_MAX_BYTES = 1024;

  static final Loss CHECKSUM_OF_OTHER_PARTS =
      new Loss(AttributeName.CHECKSUMS, "made of parts that the host does not take");

  /// Of a host that is yet to be tried.
  static final TargetProfile HOLDS_ALL = new TargetProfile(Map.of());

  /// What no host is tried for.
  static final Map<Feature, String> NEVER_HELD =
      Map.of(
          Feature.ARCHIVE_CLASS,
          "an archive class could not be read back: the target's own class is used",
          Feature.OTHER_CLASS,
          "a storage class of the source's host: the target's own class is used",
          Feature.KMS,
          "the source's keys are not the target's: its default encryption applies");

  TargetProfile {
    refused = Map.copyOf(refused);
  }

  boolean holds(Feature feature) {
    return !refused.containsKey(feature);
  }

  /// The same, but that an object's tags are set by a call of their own.
  TargetProfile withTagsByCall() {
    Map<Feature, String> more = new HashMap<>(refused);
    more.put(Feature.TAG_HEADER, "set by a call");
    return new TargetProfile(more);
  }

  /// Whether tags come with the object.
  boolean sendsTags(Entry entry) {
    return entry.attributes() instanceof ObjectAttributes object
        && holds(Feature.TAG_HEADER)
        && !heldTags(object).isEmpty();
  }

  /// Those that the host holds.
  List<Tag> heldTags(ObjectAttributes object) {
    return object.tags().stream().filter(tag -> holds(Needs.ofTag(tag))).toList();
  }

  /// @param prefix of the keys that are the target's
  List<Loss> losses(Entry entry, Key prefix, Instant now) {
    Set<Loss> losses = new LinkedHashSet<>(whole(entry, prefix));
    Set<Feature> needs = Needs.of(entry);
    for (Feature need : needs) {
      String reason = refused.get(need);
      if (reason != null) {
        losses.add(new Loss(need.what(), reason));
      }
    }
    if (needs.contains(Feature.CHECKSUM_OF_PARTS) && !holdsParts(needs)) {
      losses.add(CHECKSUM_OF_OTHER_PARTS);
    }
    losses.addAll(ofAttributes(entry.attributes(), now));
    return List.copyOf(losses);
  }

  private boolean holdsParts(Set<Feature> needs) {
    return Stream.of(Feature.UNEVEN_PARTS, Feature.SMALL_PARTS)
        .noneMatch(cut -> needs.contains(cut) && !holds(cut));
  }

  /// What keeps an entry out of any bucket.
  private static List<Loss> whole(Entry entry, Key prefix) {
    Key key = entry.key();
    List<Loss> losses = new ArrayList<>();
    if (!key.isText()) {
      losses.add(new Loss("key", "the name is not UTF-8, as a bucket's keys must be"));
    }
    if (key.length() == 0 || key.length() > KEY_MAX_BYTES) {
      losses.add(new Loss("key", "a key has 1 to 1024 bytes"));
    }
    if (!key.startsWith(prefix)) {
      losses.add(new Loss("key", "the key lies outside of the target's prefix"));
    }
    switch (entry.listed().kind()) {
      case LINK -> losses.add(new Loss("bytes", "a bucket has no symbolic links"));
      case SPECIAL -> losses.add(new Loss("bytes", "a bucket has no special files"));
      case OBJECT, DELETE_MARKER, FOLDER -> {}
    }
    return losses;
  }

  private static List<Loss> ofAttributes(Attributes attributes, Instant now) {
    return switch (attributes) {
      case ObjectAttributes object -> ofObject(object, now);
      case FileAttributes file -> ofFile(file);
      case NoAttributes _ -> List.of();
    };
  }

  private static List<Loss> ofObject(ObjectAttributes object, Instant now) {
    List<Loss> losses = new ArrayList<>();
    object
        .headers()
        .forEach((name, value) -> {
          if (!MetadataText.isAscii(value)) {
            losses.add(new Loss(name, "a header beyond ASCII cannot be sent"));
          }
        });
    if (hasEnded(object.lock(), now)) {
      losses.add(new Loss(AttributeName.LOCK, "the retention has ended"));
    }
    return losses;
  }

  /// No host takes a retention that lies in the past.
  static boolean hasEnded(@Nullable Lock lock, Instant now) {
    try {
      return lock != null
          && lock.retainUntil() != null
          && Instant.parse(lock.retainUntil()).isBefore(now);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  /// Mode, owner and time are kept as user metadata.
  private static List<Loss> ofFile(FileAttributes file) {
    List<Loss> losses = new ArrayList<>();
    if (!file.extended().isEmpty()) {
      losses.add(new Loss(AttributeName.EXTENDED, "a bucket has no extended attributes"));
    }
    if (!file.holes().isEmpty()) {
      losses.add(new Loss(AttributeName.HOLES, "a bucket keeps holes as zeros"));
    }
    if (file.hardLinkOf() != null) {
      losses.add(new Loss(AttributeName.HARD_LINK, "each name becomes an object of its own"));
    }
    return losses;
  }
}
