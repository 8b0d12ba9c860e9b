package dev.migrator.bundle.store;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file under a temporary name until its bytes and its name are durable.
final class DirectoryFile implements FileWriter {
  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final EarlySync sync;
  private long position;
  private boolean isFinished;

  private DirectoryFile(Path file, Path part, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.channel = channel;
    this.sync =
        new EarlySync(() -> {
          channel.force(false);
          return null;
        });
  }

  static DirectoryFile create(Path root, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    return Failures.wrap(
        "create",
        part,
        () -> {
          createFolders(root, file.resolveSibling(""));
          return new DirectoryFile(
              file,
              part,
              FileChannel.open(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING));
        });
  }

  /// A new folder's name is durable once its parent is.
  private static void createFolders(Path root, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !folder.equals(root)) {
      createFolders(root, parent);
      Files.createDirectories(folder);
      sync(parent);
    } else {
      Files.createDirectories(folder);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        position += channel.write(buffer);
      }
      sync.wrote(length);
    } catch (IOException e) {
      throw Failures.of(
          "cannot write %d bytes at %d of %s".formatted(length, position, part),
          part,
          buffer.remaining(),
          e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void finish() {
    Failures.wrap(
        "make durable",
        file,
        () -> {
          sync.join();
          channel.force(true);
          channel.close();
          Files.move(
              part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          isFinished = true;
          sync(file.resolveSibling(""));
          return true;
        });
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    Failures.wrap(
        "drop",
        part,
        () -> {
          channel.close();
          return !isFinished && Files.deleteIfExists(part);
        });
  }
}
