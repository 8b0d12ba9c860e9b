package dev.migrator.store.files;

import dev.migrator.model.AttributeName;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.ObjectTarget.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives files, folders and links their attributes, as far as was foretold that they can have them.
final class AttributeWriter {
  private final Traits traits;
  private final FileLosses foretold;

  AttributeWriter(Traits traits, FileLosses foretold) {
    this.traits = traits;
    this.foretold = foretold;
  }

  /// @return what was refused although it was not foretold
  List<Loss> apply(Path path, FileAttributes attributes, Kind kind) throws IOException {
    List<Loss> losses = new ArrayList<>();
    attempt(AttributeName.EXTENDED, losses, () -> writeExtended(path, attributes));
    if (traits.changesOwners()) {
      attempt(AttributeName.OWNER, losses, () -> writeOwner(path, attributes));
    }
    if (kind != Kind.LINK || traits.setsLinkTimes()) {
      setTimes(path, attributes.modified(), attributes.accessed());
    }
    if (kind != Kind.LINK) {
      Files.setAttribute(
          path, "unix:mode", mode(attributes, kind, losses), LinkOption.NOFOLLOW_LINKS);
    }
    return losses;
  }

  private int mode(FileAttributes attributes, Kind kind, List<Loss> losses) {
    int mode = foretold.mode(attributes, kind);
    boolean ownerRefused = losses.stream().anyMatch(l -> l.what().equals(AttributeName.OWNER));
    if (ownerRefused && FileLosses.setsId(mode, kind)) {
      losses.add(FileLosses.SET_ID);
      return FileLosses.withoutSetId(mode);
    }
    return mode;
  }

  private void writeExtended(Path path, FileAttributes attributes) throws IOException {
    Map<String, Key> writable = new TreeMap<>(attributes.extended());
    writable.keySet().removeIf(name -> !name.startsWith(ExtendedAttributes.PREFIX));
    if (!writable.isEmpty() && traits.hasExtended()) {
      ExtendedAttributes.write(path, writable);
    }
  }

  private static void writeOwner(Path path, FileAttributes attributes) throws IOException {
    Files.setAttribute(path, "unix:uid", attributes.uid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", attributes.gid(), LinkOption.NOFOLLOW_LINKS);
  }

  static void setTimes(Path path, Instant modified, @Nullable Instant accessed) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(modified), accessed == null ? null : FileTime.from(accessed), null);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(String attribute, List<Loss> losses, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      losses.add(new Loss(attribute, FileFailure.why(e)));
    }
  }
}
