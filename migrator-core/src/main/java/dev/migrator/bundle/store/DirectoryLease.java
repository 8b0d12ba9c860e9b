package dev.migrator.bundle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.error.BundleInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The operating system's lock on `lock.json`: it goes with the process that holds it, however that
/// ends. The file stays, since a lock on a deleted file locks nothing.
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
      throw inUse(root, "this very process");
    }
    DirectoryLease lease = null;
    try {
      lease = lockHeld(root, file);
      return lease;
    } finally {
      if (lease == null) {
        HELD.remove(file);
      }
    }
  }

  private static DirectoryLease lockHeld(Path root, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      try (channel) {
        throw inUse(root, owner(channel));
      }
    }
    String owner =
        "{\"pid\":%d,\"since\":\"%s\"}\n"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(UTF_8)), 0);
    return new DirectoryLease(file, channel);
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
          channel.close();
          return HELD.remove(file);
        });
  }
}
