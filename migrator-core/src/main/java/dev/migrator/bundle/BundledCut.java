package dev.migrator.bundle;

import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.database.Cut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A cut as a commit names it.
///
/// @param tables whose parts are wanted
record BundledCut(
    BundleStore store,
    ProvenFiles proven,
    Commit commit,
    String source,
    DatabaseCut saved,
    Predicate<String> tables)
    implements SavedCut {
  @Override
  public String id() {
    return commit.bundle() + " " + source + " " + saved.number();
  }

  @Override
  public Cut cut() {
    return saved.cut();
  }

  private String folder() {
    return Names.cut(source, saved.number()) + "/";
  }

  @Override
  public Optional<byte[]> document(String name) {
    String path = folder() + name;
    boolean isThere =
        saved.documents().contains(path) && Names.parse(path) instanceof Names.Name.CutFile;
    return isThere ? Optional.of(read(path)) : Optional.empty();
  }

  private byte[] read(String path) {
    BundleFiles file = proven.open(commit, path);
    return file.bytes(path, 0, Math.toIntExact(file.sizeBytes(path).orElseThrow()));
  }

  @Override
  public List<SavedPart> parts() {
    return saved.parts().stream()
        .filter(part -> tables.test(part.table()))
        .<SavedPart>map(part -> new BundledPart(store, folder(), ofThisCut(part)))
        .toList();
  }

  /// A path from a commit leads nowhere else.
  private Part ofThisCut(Part part) {
    if (!part.path().startsWith(folder())
        || !(Names.parse(part.path()) instanceof Names.Name.CutFile)
        || !commit.files().containsKey(part.path())) {
      throw new BundleDamagedException(
          "a cut of %s names a part that is none of its files: %s".formatted(source, part.path()),
          "Run `migrator verify` to see all that is affected.");
    }
    return part;
  }

  private record BundledPart(BundleStore store, String folder, Part part) implements SavedPart {
    @Override
    public String file() {
      return PartContent.chunkOf(part.path().substring(folder.length()));
    }

    @Override
    public String table() {
      return part.table();
    }

    @Override
    public long sizeBytes() {
      return part.sizeBytes();
    }

    @Override
    public RowsHash hash() {
      return part.hash();
    }

    @Override
    public InputStream open() {
      InputStream content = PartContent.open(store, part.path());
      return new ProvenStream(part.path(), part.sizeBytes(), part.sha256(), content);
    }
  }
}
