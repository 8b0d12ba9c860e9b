package dev.migrator.database.postgres;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.SQLException;
import java.util.Objects;

/// What an SQLSTATE means to the caller (PostgreSQL, Appendix A "Error Codes").
final class Failures {
  /// A library, or a file of an extension: the server runs, and will not find it later either.
  private static final String NO_SUCH_FILE = "58P01";

  private Failures() {}

  /// @param tried what was tried and on what, as the start of a sentence
  static StoreException of(String tried, SQLException e) {
    if (isOfTls(e)) {
      return new StoreException(
          Reason.REJECTED,
          tried + " failed: " + said(e),
          "Check sslmode and sslrootcert, and the name and the certificate of the server.",
          e);
    }
    Reason reason = reason(state(e), e);
    return new StoreException(reason, tried + " failed: " + said(e), hint(reason, e), e);
  }

  static String said(SQLException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString()).strip();
  }

  private static boolean isOfTls(SQLException e) {
    String said = said(e);
    return state(e).startsWith("08")
        && (said.contains("SSL") || said.contains("could not be verified by hostnameverifier"));
  }

  static String state(SQLException e) {
    return Objects.requireNonNullElse(e.getSQLState(), "");
  }

  private static Reason reason(String state, SQLException e) {
    return switch (state) {
      case "42501" -> Reason.FORBIDDEN;
      case "3D000" -> Reason.NO_SUCH_STORE;
      case NO_SUCH_FILE -> Reason.REJECTED;
      case "42P01", "42704", "3F000" -> Reason.NOT_FOUND;
      case "XX001", "XX002" -> Reason.BAD_BYTES;
      case "53300" -> Reason.THROTTLED;
      case "08004" -> Reason.ACCOUNT_GONE; // the driver's word where no password was given
      case "55P03", "57014" -> Reason.UNAVAILABLE;
      default -> ofClass(state.length() < 2 ? "" : state.substring(0, 2), e);
    };
  }

  private static Reason ofClass(String stateClass, SQLException e) {
    return switch (stateClass) {
      case "28" -> Reason.ACCOUNT_GONE;
      case "08" ->
          e.getCause() instanceof java.net.UnknownHostException
              ? Reason.NO_SUCH_STORE
              : Reason.UNAVAILABLE;
      case "40", "57", "58", "" -> Reason.UNAVAILABLE;
      default -> Reason.REJECTED;
    };
  }

  /// What the server said where it refused something, with what helps if that is known.
  static String toldOf(SQLException e) {
    return state(e).equals(NO_SUCH_FILE) ? said(e) + "\n" + hint(Reason.REJECTED, e) : said(e);
  }

  private static String hint(Reason reason, SQLException e) {
    return state(e).equals(NO_SUCH_FILE)
        ? "Install the package that has this file (of an extension or a language) at the server, then run it again."
        : hint(reason);
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case FORBIDDEN -> "Grant the role the right that the message names, or leave the table out.";
      case NO_SUCH_STORE -> "Check host, port and name of the database.";
      case ACCOUNT_GONE -> "Check user and password, and what pg_hba.conf allows.";
      case THROTTLED -> "Use fewer --workers: each needs a connection.";
      case UNAVAILABLE -> "Check that the server runs and can be reached, then run it again.";
      case BAD_BYTES -> "The server finds its own data damaged; its logs say more.";
      case NOT_FOUND, CHANGED, ARCHIVED, CUSTOMER_KEY, UNSUPPORTED, EXISTS, CHANGING, REJECTED ->
          "See the server's message.";
    };
  }
}
