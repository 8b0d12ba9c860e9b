package dev.migrator.store.files;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a folder cannot hold.
final class FileLosses {
  private static final int SET_ID_BITS = 06000;
  private static final Loss SPECIAL = new Loss("bytes", "special files are not made");
  private static final Loss NO_TARGET =
      new Loss("bytes", "the bundle does not say where the link leads, or no link can lead there");
  private static final Loss NO_LINKS = new Loss("bytes", "the file system has no symbolic links");
  private static final Loss DOUBLED_SLASH =
      new Loss(
          AttributeName.LINK_TARGET, "doubled slashes become one, which leads to the same place");
  private static final Loss ETAG = new Loss(AttributeName.ETAG, "files have no ETag");
  private static final Loss OWNER =
      new Loss(AttributeName.OWNER, "this user cannot give files to others");
  static final Loss SET_ID =
      new Loss(AttributeName.MODE, "set-user-ID and set-group-ID are not given to another owner");
  private static final Loss NO_EXTENDED =
      new Loss(AttributeName.EXTENDED, "the file system has no extended attributes");
  private static final Loss FOREIGN_EXTENDED =
      new Loss(AttributeName.EXTENDED, "attributes outside of `user.` cannot be written");
  private static final Loss TIME =
      new Loss(AttributeName.MODIFIED, "the file system's times have coarser steps");

  private final Traits traits;

  FileLosses(Traits traits) {
    this.traits = traits;
  }

  List<Loss> of(Entry entry) {
    Kind kind = entry.listed().kind();
    return switch (kind) {
      case SPECIAL -> List.of(SPECIAL);
      case DELETE_MARKER -> List.of();
      case LINK -> ofLink(entry.attributes());
      case OBJECT, FOLDER -> ofAttributes(entry.attributes(), kind);
    };
  }

  private List<Loss> ofLink(Attributes attributes) {
    if (!traits.hasLinks()) {
      return List.of(NO_LINKS);
    }
    Key target = linkTarget(attributes);
    if (target == null) {
      return List.of(NO_TARGET);
    }
    List<Loss> losses = new ArrayList<>(ofAttributes(attributes, Kind.LINK));
    if (target.percentEncoded().contains("//")) {
      losses.add(DOUBLED_SLASH);
    }
    return losses;
  }

  /// @return null where there is none that a link can have
  static @Nullable Key linkTarget(Attributes attributes) {
    Key target = attributes instanceof FileAttributes file ? file.linkTarget() : null;
    return target == null || target.length() == 0 || hasNul(target) ? null : target;
  }

  private static boolean hasNul(Key target) {
    for (byte b : target.bytes()) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private List<Loss> ofAttributes(Attributes attributes, Kind kind) {
    return switch (attributes) {
      case NoAttributes _ -> List.of();
      case ObjectAttributes _ -> List.of(ETAG);
      case FileAttributes file -> ofFile(file, kind);
    };
  }

  private List<Loss> ofFile(FileAttributes attributes, Kind kind) {
    List<Loss> losses = new ArrayList<>();
    if (!keepsOwner(attributes)) {
      losses.add(OWNER);
      if (setsId(attributes.mode(), kind)) {
        losses.add(SET_ID);
      }
    }
    if (!traits.keeps(attributes.modified()) || (kind == Kind.LINK && !traits.setsLinkTimes())) {
      losses.add(TIME);
    }
    if (!attributes.extended().isEmpty() && !traits.hasExtended()) {
      losses.add(NO_EXTENDED);
    } else if (!attributes.extended().keySet().stream()
        .allMatch(name -> name.startsWith(ExtendedAttributes.PREFIX))) {
      losses.add(FOREIGN_EXTENDED);
    }
    return losses;
  }

  private boolean keepsOwner(FileAttributes attributes) {
    return traits.changesOwners()
        || (attributes.uid() == traits.uid() && attributes.gid() == traits.gid());
  }

  /// The mode that can be given: a file that runs as its owner must not run as another.
  int mode(FileAttributes attributes, Kind kind) {
    return !keepsOwner(attributes) && setsId(attributes.mode(), kind)
        ? withoutSetId(attributes.mode())
        : attributes.mode();
  }

  static boolean setsId(int mode, Kind kind) {
    return kind == Kind.OBJECT && (mode & SET_ID_BITS) != 0;
  }

  static int withoutSetId(int mode) {
    return mode & ~SET_ID_BITS;
  }

  List<Loss> ofStore(SourceDescription source) {
    List<Loss> losses = new ArrayList<>();
    if (!source.kind().equals("files")) {
      losses.add(
          new Loss(
              "metadata",
              "files have no headers, user metadata, tags or ACLs: they are kept in "
                  + ".migrator/metadata.ndjson"));
    }
    if (source.answers().get("versioning") instanceof Answer.Present) {
      losses.add(
          new Loss(
              "versions", "files have none: all but the latest are kept in .migrator/versions"));
    }
    if (traits.foldsCase() || traits.foldsForm()) {
      losses.add(
          new Loss(
              "names",
              "the file system takes some names for one: the second is kept in .migrator/objects"));
    }
    return losses;
  }
}
