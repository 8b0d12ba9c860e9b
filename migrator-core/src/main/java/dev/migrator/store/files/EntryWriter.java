package dev.migrator.store.files;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Attributes;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ObjectTarget.Bytes;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.ObjectTarget.Written;
import dev.migrator.store.files.Placement.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes entries: each is made whole under a name of our own, and then put in its place in one
/// step. For many threads.
final class EntryWriter {
  private static final FileAttribute<?>[] PRIVATE = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };
  private static final FileAttribute<?>[] AS_USUAL = {};

  private final Layout layout;
  private final EntryPlaces places;
  private final HardLinks hardLinks;
  private final AttributeWriter attributes;

  EntryWriter(Layout layout, EntryPlaces places, AttributeWriter attributes) {
    this.layout = layout;
    this.places = places;
    this.hardLinks = new HardLinks(layout);
    this.attributes = attributes;
  }

  Written write(Entry entry, Bytes bytes) throws IOException {
    return switch (entry.listed().kind()) {
      case OBJECT -> writeObject(entry, bytes);
      case LINK -> writeLink(entry);
      case FOLDER -> writeFolder(entry);
      case DELETE_MARKER -> {
        places.delete(entry);
        yield new Written(entry.listed().versionId(), null, List.of());
      }
      case SPECIAL ->
          throw new IllegalArgumentException("a special file: " + entry.listed().label());
    };
  }

  private Written writeObject(Entry entry, Bytes bytes) throws IOException {
    Path file = layout.temporary();
    layout.makeParent(file);
    try {
      List<Loss> losses = make(file, entry, bytes);
      return written(places.put(file, entry), losses);
    } finally {
      Files.deleteIfExists(file); // also after success: a move onto another name of the same file
    }
  }

  private List<Loss> make(Path file, Entry entry, Bytes bytes) throws IOException {
    Path anchor = hardLinks.anchor(entry);
    if (anchor != null && hardLinks.link(file, anchor)) {
      return List.of();
    }
    List<Loss> losses = new ArrayList<>(makeNew(file, entry, bytes));
    if (anchor != null) {
      try {
        hardLinks.share(file, anchor);
      } catch (IOException e) {
        losses.add(new Loss(AttributeName.HARD_LINK, FileFailure.why(e)));
      }
    }
    return losses;
  }

  private List<Loss> makeNew(Path file, Entry entry, Bytes bytes) throws IOException {
    Content content = entry.content();
    if (content == null) {
      throw new IllegalArgumentException("no bytes to write: " + entry.listed().label());
    }
    try (InputStream in = bytes.open()) {
      long sizeBytes = content.sizeBytes();
      if (entry.attributes() instanceof FileAttributes known) {
        ContentWriter.write(file, in, sizeBytes, known.holes(), PRIVATE);
      } else {
        ContentWriter.write(file, in, sizeBytes, List.of(), AS_USUAL);
      }
    }
    return apply(file, entry);
  }

  private Written writeLink(Entry entry) throws IOException {
    Key target = Objects.requireNonNull(FileLosses.linkTarget(entry.attributes()), "link target");
    Path link = layout.temporary();
    layout.makeParent(link);
    try {
      Files.createSymbolicLink(link, RawPath.of(target.bytes()));
      List<Loss> losses = apply(link, entry);
      return written(places.put(link, entry), losses);
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private Written writeFolder(Entry entry) throws IOException {
    Place place = places.makeFolder(entry);
    List<Loss> losses = apply(place.path(), entry);
    return written(places.listed(place, entry), losses);
  }

  private List<Loss> apply(Path path, Entry entry) throws IOException {
    Attributes all = entry.attributes();
    return switch (all) {
      case FileAttributes file -> attributes.apply(path, file, entry.listed().kind());
      case ObjectAttributes _, NoAttributes _ -> {
        if (entry.listed().modified() != null) {
          AttributeWriter.setTimes(path, entry.listed().modified(), null);
        }
        yield List.of();
      }
    };
  }

  private static Written written(Listed listed, List<Loss> losses) {
    @Nullable String versionId = listed.versionId();
    return new Written(versionId, listed.etag(), losses);
  }
}
