package dev.migrator.bundle.store;

import dev.migrator.error.MigratorException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Turns failures of the file system into ours.
final class Failures {
  private Failures() {}

  interface Call<T> {
    T run() throws IOException;
  }

  static <T> T wrap(String what, Path file, Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw of("cannot " + what + " " + file, file, 0, e);
    }
  }

  /// @param neededBytes that were to be written, 0 where nothing was
  static MigratorException of(String problem, Path file, long neededBytes, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    if (isFull(reason, file, neededBytes)) {
      return new SpaceException(
          problem + ": no space left" + missing(neededBytes, freeBytes(file)),
          "Free space or choose another place, then run the same command again: it goes on from"
              + " there.",
          cause);
    }
    return new StoreException(
        reason(cause),
        problem + ": " + why(cause),
        "Check that the folder is there, that it may be written, and that the disk is sound.",
        cause);
  }

  /// The system words its reasons in the user's language: figures tell where words do not.
  private static boolean isFull(String reason, Path file, long neededBytes) {
    return reason.contains("No space left")
        || reason.contains("quota exceeded")
        || freeBytes(file) < neededBytes;
  }

  /// The file system's own words; what Java makes of some is no more than the path again.
  private static String why(IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException _ -> "a file is in its place";
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static Reason reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> Reason.NOT_FOUND;
      case AccessDeniedException _ -> Reason.FORBIDDEN;
      default -> Reason.REJECTED;
    };
  }

  private static String missing(long neededBytes, long freeBytes) {
    return neededBytes == 0
        ? ""
        : ", %d bytes more are needed for this file alone; %d are free"
            .formatted(neededBytes, freeBytes);
  }

  private static long freeBytes(Path file) {
    try {
      Path parent = file.getParent();
      return parent == null ? 0 : Files.getFileStore(parent).getUsableSpace();
    } catch (IOException e) {
      return 0; // only for the message, which already says that the disk is full
    }
  }
}
