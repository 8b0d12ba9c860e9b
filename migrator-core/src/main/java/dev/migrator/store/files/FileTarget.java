package dev.migrator.store.files;

import dev.migrator.error.SpaceException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.files.TreeView.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A folder that file trees and object stores are restored to. It holds the restore of one source.
///
/// Every latest version whose key can be a path lies at that path. All else (other versions, keys
/// such as `../x` or `a//b`, keys that are also another key's folder, names that the file system
/// takes for another's) lies under numbers in the folder `.migrator`, with a table of keys; so do
/// delete markers, as lines of the table. What an object store says of objects is kept there too, a
/// line of JSON each. After the restore of a plain file tree there is no such folder.
///
/// Nothing is ever written through a symbolic link, nor outside of the folder.
public final class FileTarget implements ObjectTarget {
  private static final TreeView VIEW = new TreeView(Layout.FOLDER, Precision.REPLACED);

  private final Path folder;
  private final FileSource source;
  private volatile @Nullable Prepared prepared;

  /// What is known once the folder is there and was tried out.
  private record Prepared(
      Layout layout,
      FileLosses losses,
      AttributeWriter attributes,
      EntryPlaces places,
      EntryWriter writer) {}

  public FileTarget(Path folder) {
    this.folder = folder;
    this.source = new FileSource(folder, VIEW);
  }

  @Override
  public List<Loss> prepare(SourceDescription description, Creation creation) {
    try {
      if (creation == Creation.ALLOWED) {
        Files.createDirectories(folder);
      }
      Layout layout = new Layout(source.tree().root());
      layout.claim(description);
      layout.tidy();
      Traits traits = probe(layout);
      FileLosses losses = new FileLosses(traits);
      AttributeWriter attributes = new AttributeWriter(traits, losses);
      Twins twins = new Twins(traits.foldsCase() || traits.foldsForm());
      EntryPlaces places = new EntryPlaces(layout, source.tree(), twins, VIEW);
      if (!description.kind().equals("files")) {
        places.beginObjects();
      }
      EntryWriter writer = new EntryWriter(layout, places, attributes);
      prepared = new Prepared(layout, losses, attributes, places, writer);
      return losses.ofStore(description);
    } catch (IOException e) {
      throw FileFailure.of("cannot make the folder %s ready".formatted(folder), e);
    }
  }

  private static Traits probe(Layout layout) throws IOException {
    Path canary = layout.temporary();
    layout.makeParent(canary);
    Files.createDirectory(canary);
    Traits traits = Traits.probe(canary);
    layout.tidy();
    return traits;
  }

  private Prepared prepared() {
    Prepared known = prepared;
    if (known == null) {
      throw new IllegalStateException("not prepared: " + label());
    }
    return known;
  }

  @Override
  public List<Loss> losses(Entry entry) {
    return prepared().losses().of(entry);
  }

  @Override
  public Written write(Entry entry, Bytes bytes) {
    try {
      return prepared().writer().write(entry, bytes);
    } catch (IOException e) {
      String tried = "cannot write %s to %s".formatted(entry.listed().label(), folder);
      if (isFull(e)) {
        throw noSpace(tried, entry, e);
      }
      throw FileFailure.of(tried, e);
    }
  }

  private boolean isFull(IOException failure) {
    String why = FileFailure.why(failure);
    return why.contains("No space left")
        || why.contains("quota")
        || freeBytes().orElse(Long.MAX_VALUE) == 0;
  }

  private SpaceException noSpace(String tried, Entry entry, IOException cause) {
    Content content = entry.content();
    return new SpaceException(
        "%s: no space left; this entry alone needs %,d bytes, %,d are free"
            .formatted(tried, content == null ? 0 : content.sizeBytes(), freeBytes().orElse(0)),
        "Make room, then run the same command again: it goes on where it stopped.",
        cause);
  }

  @Override
  public List<String> wrongBeside(Entry entry) {
    try {
      return prepared().places().wrongMetadata(entry);
    } catch (IOException e) {
      throw FileFailure.of(
          "cannot read what is kept of %s in %s".formatted(entry.key(), folder), e);
    }
  }

  /// Gives the folder itself the attributes that the source's root had.
  @Override
  public List<Loss> applyConfiguration(SourceDescription description) {
    if (!description.kind().equals("files")) {
      return description.answers().isEmpty()
          ? List.of()
          : List.of(new Loss("configuration", "a folder has none: it stays in the bundle"));
    }
    Prepared known = prepared();
    try {
      known.places().close();
      known.layout().tidy();
      return RootAttributes.apply(description, known.layout().root(), known.attributes());
    } catch (IOException e) {
      throw FileFailure.of("cannot give %s its attributes".formatted(folder), e);
    }
  }

  @Override
  public OptionalLong freeBytes() {
    try {
      return Files.isDirectory(folder)
          ? OptionalLong.of(Files.getFileStore(folder).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      throw FileFailure.of("cannot ask for the free space of " + folder, e);
    }
  }

  @Override
  public String label() {
    return source.label();
  }

  @Override
  public SourceDescription describe() {
    return source.describe();
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return source.split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    Layout layout = new Layout(source.tree().root());
    try {
      return new TargetListing(
          source.list(range),
          StoredLines.read(layout, range),
          new StoredEntries(layout, VIEW),
          !layout.isOfObjects());
    } catch (IOException e) {
      throw FileFailure.of("cannot list the folder " + folder, e);
    }
  }

  @Override
  public ObjectReader read(Listed listed) {
    return listed.kind() == Kind.DELETE_MARKER
        ? new MarkerReader(listed)
        : source.read(listed, StoredEntries.inTree(listed));
  }

  @Override
  public void close() {
    Prepared known = prepared;
    if (known != null) {
      try {
        known.places().close();
        known.layout().tidy();
      } catch (IOException e) {
        throw FileFailure.of("cannot tidy up in " + folder, e);
      }
    }
    source.close();
  }
}
