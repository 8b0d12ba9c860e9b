package dev.migrator.database.redis;

import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads the commands of a part.
final class SavedPartReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private SavedPartReader() {}

  /// Is given each command that is to be sent, after it was understood.
  interface Taker {
    void take(Command command, byte[] key);
  }

  /// @param visitor is led through the keys
  /// @throws BundleDamagedException if something is in it that does not belong there
  static void read(SavedPart part, KeyVisitor visitor, Taker taker) {
    SavedKeys keys = new SavedKeys(part.file(), visitor);
    try (InputStream content = part.open()) {
      RespInput in = new RespInput(new BufferedInputStream(content, BUFFER_BYTES));
      for (Command one = in.command(); one != null; one = in.command()) {
        Command command = one;
        Optional<byte[]> key = keys.take(command);
        key.ifPresent(of -> taker.take(command, of));
      }
    } catch (IOException e) {
      throw new BundleDamagedException(
          "%s cannot be read: %s".formatted(part.file(), e.getMessage()),
          "Run `migrator verify`, and put the file back from a copy.",
          e);
    }
    keys.end();
  }
}
