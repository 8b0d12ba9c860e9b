package dev.migrator.bundle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.error.BundleInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The operating system's lock on `lock.json`: it goes with the process that holds it, however that
/// ends.
final class DirectoryLease implements Lease {
  private static final int MAX_OWNER_BYTES = 1000;

  /// To open and close a file that this process has locked would unlock it (POSIX `fcntl`).
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLease(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static DirectoryLease take(Path root) {
    return Failures.wrap("lock", root, () -> lock(root));
  }

  private static DirectoryLease lock(Path root) throws IOException {
    Files.createDirectories(root);
    Path file = root.toRealPath().resolve("lock.json");
    if (!HELD.add(file)) {
      throw inUse(root, "process " + ThisProcess.pid() + ", this one");
    }
    FileChannel channel = null;
    try {
      channel = lockNamed(root, file);
      return new DirectoryLease(file, channel);
    } finally {
      if (channel == null) {
        HELD.remove(file);
      }
    }
  }

  /// The owner before deletes the file, and a lock on a deleted file locks nothing: the name must
  /// mean the same file before it was opened and after it was locked. While it is open no other
  /// file gets its identity.
  private static FileChannel lockNamed(Path root, Path file) throws IOException {
    while (true) {
      Object before = identity(file);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        try (channel) {
          throw inUse(root, owner(channel));
        }
      }
      if (before != null && before.equals(identity(file))) {
        channel.truncate(0).write(ByteBuffer.wrap(ownerLine()), 0);
        return channel;
      }
      channel.close();
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.fileKey() == null ? file : attributes.fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static byte[] ownerLine() {
    return "{\"pid\":%d,\"host\":\"%s\",\"since\":\"%s\"}\n"
        .formatted(
            ThisProcess.pid(), ThisProcess.host(), Instant.now().truncatedTo(ChronoUnit.SECONDS))
        .getBytes(UTF_8);
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(MAX_OWNER_BYTES);
    channel.read(owner, 0);
    return new String(owner.array(), 0, owner.position(), UTF_8).strip();
  }

  private static BundleInUseException inUse(Path root, String owner) {
    return new BundleInUseException(
        "%s is in use by another run: %s".formatted(root, owner),
        "Wait until it has ended, or stop it.");
  }

  @Override
  public void close() {
    Failures.wrap(
        "unlock",
        file,
        () -> {
          Files.deleteIfExists(file);
          channel.close();
          return HELD.remove(file);
        });
  }
}
