package dev.migrator.bundle.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A bundle in a folder of this machine. Never follows a symbolic link below it.
public final class DirectoryStore implements BundleStore {
  private final Path root;

  /// @param root need not exist until something is written
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String label() {
    return root.toString();
  }

  @Override
  public List<StoredFile> list() {
    List<StoredFile> files = new ArrayList<>();
    if (Files.isDirectory(root)) {
      Failures.wrap("list", root, () -> Files.walkFileTree(root, new Lister(files)));
    }
    files.sort(Comparator.comparing(StoredFile::path));
    return files;
  }

  /// Lists whatever is no folder, links and devices too: they are not ours and so are damage.
  private final class Lister extends SimpleFileVisitor<Path> {
    private final List<StoredFile> files;

    Lister(List<StoredFile> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(new StoredFile(root.relativize(file).toString(), attributes.size()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  @Override
  public InputStream read(String path, long offset, long sizeBytes) {
    Path file = resolve(path);
    return Failures.wrap(
        "read",
        file,
        () -> {
          FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
          long present = channel.size();
          if (present - offset < sizeBytes) {
            channel.close();
            throw shorter(file, offset + sizeBytes, present);
          }
          channel.position(offset);
          return new BoundedStream(file, channel, sizeBytes);
        });
  }

  private static StoreException shorter(Path file, long wanted, long present) {
    return new StoreException(
        Reason.BAD_BYTES,
        "cannot read %s up to byte %d: it has %d bytes".formatted(file, wanted, present),
        "Run `migrator verify` on the bundle.",
        null);
  }

  @Override
  public Optional<Long> sizeBytes(String path) {
    Path file = resolve(path);
    return Failures.wrap(
        "look at",
        file,
        () ->
            Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.size(file))
                : Optional.empty());
  }

  @Override
  public FileWriter create(String path) {
    return DirectoryFile.create(root, resolve(path));
  }

  @Override
  public void replace(String path, byte[] bytes) {
    try (FileWriter file = create(path)) {
      file.write(bytes, 0, bytes.length);
      file.finish();
    }
  }

  @Override
  public void delete(String path) {
    Path file = resolve(path);
    Failures.wrap("delete", file, () -> Files.deleteIfExists(file));
  }

  @Override
  public Lease lease() {
    return DirectoryLease.take(root);
  }

  @Override
  public Optional<Long> freeBytes() {
    Path existing = root;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    Path place = existing;
    return Failures.wrap(
        "ask the free space of",
        place,
        () -> Optional.of(Files.getFileStore(place).getUsableSpace()));
  }

  /// A path of format MP1 has no component that leads elsewhere; a hostile one ends here.
  private Path resolve(String path) {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || file.equals(root) || path.startsWith("/")) {
      throw new IllegalArgumentException("leads out of the bundle: " + path);
    }
    return file;
  }

  @Override
  public void close() {}
}
