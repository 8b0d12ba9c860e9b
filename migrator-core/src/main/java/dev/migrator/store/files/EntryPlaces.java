package dev.migrator.store.files;

import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.files.Placement.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Puts what was made in its place. Where that is not its own path, a line says so first: a kill
/// leaves lines without files, and no files without lines. For many threads.
final class EntryPlaces {
  private final Layout layout;
  private final Placement placement;
  private final Twins twins;
  private final StoredEntries entries;
  private final TreeView view;
  private final Sidecar keys;
  private final Sidecar metadata;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  EntryPlaces(Layout layout, Tree tree, Twins twins, TreeView view) {
    this.layout = layout;
    this.twins = twins;
    this.view = view;
    this.placement = new Placement(layout, tree, twins);
    this.entries = new StoredEntries(layout, view);
    this.keys = new Sidecar(layout, layout.keys(), Stored.HEADER);
    this.metadata = new Sidecar(layout, layout.metadata(), "");
  }

  void beginObjects() throws IOException {
    metadata.open();
  }

  /// Moves a file or link to the entry's place.
  Listed put(Path made, Entry entry) throws IOException {
    Place place;
    if (twins.arePossible()) {
      oneAtATime.lock();
      try {
        place = move(made, entry);
      } finally {
        oneAtATime.unlock();
      }
    } else {
      place = move(made, entry);
    }
    return listed(place, entry);
  }

  private Place move(Path made, Entry entry) throws IOException {
    Place place = placement.of(entry);
    if (place.name() == null && StoredEntries.isVersion(entry.listed().versionId())) {
      retire(entry);
    }
    try {
      move(made, place, entry);
      return place;
    } catch (FileSystemException e) {
      Place other = placement.of(entry); // a folder came to be there meanwhile
      if (other.equals(place)) {
        throw e;
      }
      move(made, other, entry);
      return other;
    }
  }

  private void move(Path made, Place place, Entry entry) throws IOException {
    takeDown(place, entry);
    Files.move(made, place.path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// An entry that is there has its line already.
  private void takeDown(Place place, Entry entry) throws IOException {
    if (place.name() != null && Folders.look(place.path()) == null) {
      keys.append(Stored.of(entry, place.name(), place.reason()).line());
    }
  }

  /// Moves the version that was the latest until now out of the way.
  private void retire(Entry successor) throws IOException {
    Path path = placement.existing(successor);
    if (path != null) {
      String name = nameBefore(successor);
      layout.makeParent(layout.stored(name));
      Stored stored =
          new Stored(
              Stored.NONE,
              name,
              FileStat.of(path).kind(),
              false,
              null,
              successor.key(),
              "a newer version took its place");
      keys.append(stored.line());
      Files.move(path, layout.stored(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// A name that is free.
  private String nameBefore(Entry successor) throws IOException {
    String prefix = Stored.name(successor).replace("objects/", "versions/") + "-before";
    int number = 1;
    while (Folders.look(layout.stored(prefix + number)) != null) {
      number++;
    }
    return prefix + number;
  }

  Place makeFolder(Entry entry) throws IOException {
    Place place = placement.of(entry);
    takeDown(place, entry);
    try {
      Files.createDirectory(place.path());
    } catch (FileAlreadyExistsException e) {
      if (FileStat.of(place.path()).kind() != Listed.Kind.FOLDER) {
        throw e;
      }
    }
    return place;
  }

  void delete(Entry marker) throws IOException {
    if (marker.listed().latest()) {
      if (StoredEntries.isVersion(marker.listed().versionId())) {
        retire(marker);
      } else {
        remove(marker);
      }
    }
    Place place = placement.stored(marker, "delete marker");
    takeDown(place, marker);
    if (Folders.look(place.path()) == null) {
      Files.createFile(place.path());
    }
  }

  private void remove(Entry marker) throws IOException {
    Path path = placement.existing(marker);
    if (path != null) {
      Files.delete(path);
    }
  }

  /// Keeps what a file cannot hold, and shows the entry as a listing will.
  Listed listed(Place place, Entry entry) throws IOException {
    if (entry.attributes() instanceof ObjectAttributes attributes) {
      metadata.append(entry.ordinal(), Metadata.line(entry, attributes));
    }
    if (place.name() == null) {
      return view.listed(entry.key(), FileStat.of(place.path()), "");
    }
    Stored stored = Stored.of(entry, place.name(), place.reason());
    return entries.listed(stored, entry.listed().latest());
  }

  /// In which way the line of what a file cannot hold is not the entry's.
  List<String> wrongMetadata(Entry entry) throws IOException {
    if (!(entry.attributes() instanceof ObjectAttributes attributes)) {
      return List.of();
    }
    String there = metadata.line(entry.ordinal());
    if (there == null) {
      return List.of("its line in .migrator/metadata.ndjson is missing");
    }
    return there.equals(Metadata.line(entry, attributes))
        ? List.of()
        : List.of("its line in .migrator/metadata.ndjson is not what the bundle says of it");
  }

  void close() throws IOException {
    keys.close();
    metadata.close();
  }
}
