package dev.migrator.archive;

import dev.migrator.model.ObjectAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether an object can be read now, as its host says.
public sealed interface ArchiveState {

  /// It is in no archive, or was brought back.
  record AtHand() implements ArchiveState {}

  /// It is being brought back.
  record Thawing(ArchiveClass from) implements ArchiveState {}

  /// Nobody has asked for it.
  record Frozen(ArchiveClass in) implements ArchiveState {}

  /// What `x-amz-storage-class`, `x-amz-archive-status` and `x-amz-restore` tell:
  /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>.
  static ArchiveState of(ObjectAttributes attributes) {
    return Headers.archiveOf(attributes)
        .<ArchiveState>map(archive ->
            switch (Headers.restoreOf(attributes)) {
              case NONE -> new Frozen(archive);
              case UNDER_WAY -> new Thawing(archive);
              case DONE -> new AtHand();
            })
        .orElseGet(AtHand::new);
  }

  /// The spelling of the headers.
  final class Headers {
    private static final Pattern UNDER_WAY = Pattern.compile("ongoing-request=\"true\"");
    private static final Pattern DONE =
        Pattern.compile("ongoing-request=\"false\"(, *expiry-date=\"[^\"]*\")?");

    private enum Restore {
      NONE,
      UNDER_WAY,
      DONE
    }

    private Headers() {}

    /// What is in no archive any more has no archive status, whatever its class.
    private static Optional<ArchiveClass> archiveOf(ObjectAttributes attributes) {
      String status = attributes.other().get("archive-status");
      return status == null
          ? named(String.valueOf(attributes.storageClass())).filter(ArchiveClass::givesCopies)
          : named(status);
    }

    private static Optional<ArchiveClass> named(String name) {
      return Arrays.stream(ArchiveClass.values()).filter(c -> c.name().equals(name)).findFirst();
    }

    /// What cannot be understood counts as nothing: then the host is asked once more, which is
    /// harmless.
    private static Restore restoreOf(ObjectAttributes attributes) {
      String text = attributes.other().getOrDefault("restore", "").strip();
      if (UNDER_WAY.matcher(text).matches()) {
        return Restore.UNDER_WAY;
      }
      return DONE.matcher(text).matches() ? Restore.DONE : Restore.NONE;
    }
  }
}
