package dev.migrator.database.redis;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/// What an error means to the caller, by its first word (Redis, "RESP simple errors"; its
/// `src/server.c` lists them).
final class Failures {
  private static final int MOST_CHARACTERS = 200;

  private Failures() {}

  /// @param tried what was tried and on what, as the start of a sentence
  /// @param said the server's words
  static StoreException of(String tried, String said) {
    Reason reason = reason(said);
    return new StoreException(reason, tried + " failed: " + printable(said), hint(said), null);
  }

  /// Whether the server answers, but does not allow or know what was asked.
  static boolean isRefusal(StoreException failure) {
    return switch (failure.reason()) {
      case FORBIDDEN, REJECTED -> true;
      case NOT_FOUND,
          NO_SUCH_STORE,
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
          false;
    };
  }

  static StoreException of(String tried, IOException e) {
    Reason reason =
        e instanceof UnknownHostException
            ? Reason.NO_SUCH_STORE
            : e instanceof SSLException ? Reason.REJECTED : Reason.UNAVAILABLE;
    return new StoreException(
        reason,
        tried + " failed: " + e,
        reason == Reason.REJECTED
            ? "Check that the server speaks TLS, that its certificate names this host, and whether ?cacert=FILE is needed."
            : "Check host and port, and that the server runs and can be reached.",
        e);
  }

  static StoreException unexpected(String said) {
    return new StoreException(
        Reason.REJECTED,
        "the server answered something else than was asked: " + printable(said),
        "Check that this is Redis or Valkey, and no other server or proxy.",
        null);
  }

  /// The error's kind: its first word.
  static String kind(String said) {
    int space = said.indexOf(' ');
    return space < 0 ? said : said.substring(0, space);
  }

  static Reason reason(String said) {
    return switch (kind(said)) {
      case "NOPERM" -> Reason.FORBIDDEN;
      case "NOAUTH", "WRONGPASS" -> Reason.ACCOUNT_GONE;
      case "WRONGTYPE", "NOGROUP" -> Reason.CHANGING;
      case "LOADING", "BUSY", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "NOMASTERLINK" ->
          Reason.UNAVAILABLE;
      default -> ofWords(said);
    };
  }

  private static Reason ofWords(String said) {
    return said.contains("no such key")
        ? Reason.CHANGING
        : said.contains("max number of clients") ? Reason.THROTTLED : Reason.REJECTED;
  }

  private static String hint(String said) {
    return switch (kind(said)) {
      case "NOPERM" -> "Give the user the right to this command and these keys: see ACL SETUSER.";
      case "NOAUTH", "WRONGPASS" -> "Check user and password.";
      case "OOM" -> "Give the server more memory, or raise its maxmemory.";
      case "READONLY" -> "This is a replica; name the primary.";
      case "MOVED", "ASK", "CROSSSLOT" ->
          "This is a node of a cluster; only a server that holds all keys is supported.";
      case "MISCONF" -> "The server cannot save itself to its disk; its log says why.";
      case "DENIED" ->
          "The server is in protected mode: it wants a password, or a loopback address.";
      default -> "See the server's message.";
    };
  }

  /// For people: what cannot be printed is escaped, and the end cut off.
  static String printable(String said) {
    StringBuilder text = new StringBuilder();
    for (char c : said.substring(0, Math.min(said.length(), MOST_CHARACTERS)).toCharArray()) {
      if (c < ' ' || c > '~') {
        text.append("\\x%02x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return said.length() > MOST_CHARACTERS ? text + "…" : text.toString();
  }

  /// As [#printable(String)], in quotes.
  static String printable(byte[] bytes) {
    int size = Math.min(bytes.length, MOST_CHARACTERS + 1);
    return '"'
        + printable(new String(bytes, 0, size, java.nio.charset.StandardCharsets.ISO_8859_1))
        + '"';
  }
}
