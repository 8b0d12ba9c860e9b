package dev.migrator.database.mysql;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.SQLException;
import java.util.Objects;

/// What an error number means to the caller (MySQL, "Server Error Message Reference"; MariaDB,
/// "Error Codes").
final class Failures {
  /// A user that is named does not exist.
  static final int NO_SUCH_USER = 1449;

  static final int CANNOT_USER = 1396;
  static final int SPECIFIC_ACCESS_DENIED = 1227;
  static final int TABLE_CHANGED = 1412;

  private Failures() {}

  /// @param tried what was tried and on what, as the start of a sentence
  static StoreException of(String tried, SQLException e) {
    Reason reason = reason(e);
    return new StoreException(reason, tried + " failed: " + said(e), hint(reason), e);
  }

  static String said(SQLException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString()).strip();
  }

  private static Reason reason(SQLException e) {
    return switch (e.getErrorCode()) {
      case 1045, 1698, 1862, 3118, 4151 -> Reason.ACCOUNT_GONE;
      case 1049 -> Reason.NO_SUCH_STORE;
      case 1044, 1142, 1143, 1227, 1370, 1419 -> Reason.FORBIDDEN;
      case 1051, 1146, 1305 -> Reason.NOT_FOUND;
      case 1040, 1203, 1226 -> Reason.THROTTLED;
      case 1034, 1194, 1195, 1712, 1877 -> Reason.BAD_BYTES;
      case 1053, 1205, 1213, 1317, 1412, 1927, 1969, 3024, 4031 -> Reason.UNAVAILABLE;
      default -> ofState(Objects.requireNonNullElse(e.getSQLState(), ""), e);
    };
  }

  private static Reason ofState(String state, SQLException e) {
    if (state.startsWith("08") || state.startsWith("40") || state.startsWith("70")) {
      return e.getCause() instanceof java.net.UnknownHostException
          ? Reason.NO_SUCH_STORE
          : Reason.UNAVAILABLE;
    }
    return state.startsWith("28") ? Reason.ACCOUNT_GONE : Reason.REJECTED;
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case FORBIDDEN -> "Grant the right that the message names, or leave the table out.";
      case NO_SUCH_STORE -> "Check host, port and name of the database.";
      case ACCOUNT_GONE -> "Check user and password, and from which hosts the user may connect.";
      case THROTTLED -> "Use fewer --workers: each needs a connection.";
      case UNAVAILABLE -> "Check that the server runs and can be reached, then run it again.";
      case BAD_BYTES -> "The server finds its own table damaged: CHECK TABLE says more.";
      case NOT_FOUND, CHANGED, ARCHIVED, CUSTOMER_KEY, UNSUPPORTED, EXISTS, CHANGING, REJECTED ->
          "See the server's message.";
    };
  }
}
