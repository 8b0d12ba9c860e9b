package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// What the file system's refusals mean to a caller.
final class FileFailure {
  private FileFailure() {}

  /// @param tried as a sentence's beginning: `cannot read /srv/www/index.html`
  static StoreException of(String tried, IOException cause) {
    Reason reason = reason(cause);
    return new StoreException(reason, tried + ": " + why(cause), hint(reason), cause);
  }

  private static Reason reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> Reason.NOT_FOUND;
      case NotDirectoryException _ -> Reason.NOT_FOUND;
      case AccessDeniedException _ -> Reason.FORBIDDEN;
      default -> reasonOf(why(cause).toLowerCase(Locale.ROOT));
    };
  }

  private static Reason reasonOf(String why) {
    if (why.contains("not permitted")) {
      return Reason.FORBIDDEN;
    }
    if (why.contains("read-only") || why.contains("too long") || why.contains("invalid")) {
      return Reason.REJECTED;
    }
    return Reason.UNAVAILABLE;
  }

  /// The system's own words, without the path, which may not be text.
  static String why(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "no such file or folder";
      case NotDirectoryException _ -> "not a folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
    };
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> "Check whether it was removed meanwhile.";
      case FORBIDDEN -> "Run as a user who may, or grant the permission.";
      case REJECTED -> "Choose a folder on a file system that can be written and holds such names.";
      case NO_SUCH_STORE,
          CHANGED,
          ACCOUNT_GONE,
          ARCHIVED,
          CUSTOMER_KEY,
          UNSUPPORTED,
          EXISTS,
          THROTTLED,
          UNAVAILABLE,
          BAD_BYTES,
          CHANGING ->
          "Check the disk and the system's log, then try again.";
    };
  }
}
