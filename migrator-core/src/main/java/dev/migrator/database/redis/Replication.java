package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.migrator.database.PatientCalls;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Asks a server for an RDB of all that it holds, as a replica does (Redis, "Replication", and
/// `src/replication.c`). The server forks to write it. One that begins to send and does not end
/// again and again is not asked any more. Not for several threads.
final class Replication {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int MARK_BYTES = 40;
  private static final String MARKED = "$EOF:";
  private static final int MOST_BROKEN = 3;

  /// Valkey writes its own versions of an RDB only for those who say that they read them.
  private static final String VALKEY = "9.0.0";

  private final Connector connector;
  private final PatientCalls calls;
  private int broken;

  Replication(Connector connector, PatientCalls calls) {
    this.connector = connector;
    this.calls = calls;
  }

  sealed interface Answer {
    /// The RDB is there.
    ///
    /// @param position replication id and offset, with a colon between
    record Sent(String position) implements Answer {}

    /// The server sends none to us.
    record Refused(String reason) implements Answer {}
  }

  /// @throws StoreException if the server began to send, and did not end
  /// @throws dev.migrator.error.InterruptedRunException if the run is to stop meanwhile
  Answer receive(Spool spool) {
    try {
      return receiveUnlessStopped(spool);
    } finally {
      calls.throwIfStopped();
    }
  }

  private Answer receiveUnlessStopped(Spool spool) {
    if (broken >= MOST_BROKEN) {
      return new Answer.Refused(
          "the copy that it sends (PSYNC) broke off %d times".formatted(broken));
    }
    try (Connection connection = connector.open();
        StopGuard _ = new StopGuard(calls, connection)) {
      connection.ask(Command.of("REPLCONF", "capa", "eof", "capa", "psync2"));
      // from 6.2 on the server then keeps no buffer of changes for us; before, it does no harm
      connection.ask(Command.of("REPLCONF", "rdb-only", 1));
      connection.ask(Command.of("REPLCONF", "version", VALKEY));
      return receive(connection, spool);
    }
  }

  private Answer receive(Connection connection, Spool spool) {
    Reply answer;
    try {
      connection.send(Command.of("PSYNC", "?", -1));
      answer = receiveAnswer(connection);
    } catch (StoreException e) {
      if (e.getCause() instanceof java.net.SocketTimeoutException) {
        throw e;
      }
      return new Answer.Refused("the server closed the connection when asked for a copy (PSYNC)");
    }
    return switch (answer) {
      case Reply.Status(String text) when text.startsWith("FULLRESYNC ") -> {
        broken++;
        take(connection, spool);
        broken = 0;
        yield new Answer.Sent(text.substring("FULLRESYNC ".length()).replace(' ', ':'));
      }
      case Reply.Refusal(String said) -> refused(said);
      case Reply.Status _, Reply.Bulk _, Reply.Whole _, Reply.Many _ ->
          new Answer.Refused("it answered PSYNC with something else than a copy");
    };
  }

  private Answer refused(String said) {
    StoreException failure = Failures.of("copying " + connector.label(), said);
    if (failure.reason() == Reason.UNAVAILABLE) {
      throw failure;
    }
    return new Answer.Refused("PSYNC was refused: " + Failures.printable(said));
  }

  /// While it waits for others to be served too, the server sends empty lines.
  private static Reply receiveAnswer(Connection connection) {
    connection.flush();
    String line = connection.line();
    while (line.isEmpty()) {
      line = connection.line();
    }
    return switch (line.charAt(0)) {
      case '+' -> new Reply.Status(line.substring(1));
      case '-' -> new Reply.Refusal(line.substring(1));
      default -> new Reply.Bulk(line.getBytes(ISO_8859_1));
    };
  }

  private void take(Connection connection, Spool spool) {
    String line = connection.line();
    while (line.isEmpty()) {
      line = connection.line();
    }
    try {
      if (line.startsWith(MARKED) && line.length() == MARKED.length() + MARK_BYTES) {
        takeUntil(line.substring(MARKED.length()).getBytes(ISO_8859_1), connection.stream(), spool);
      } else if (line.matches("\\$\\d{1,18}")) {
        take(Long.parseLong(line.substring(1)), connection.stream(), spool);
      } else {
        throw broken("it announced the copy by " + Failures.printable(line));
      }
    } catch (IOException e) {
      throw Failures.of("copying " + connector.label(), e);
    }
  }

  private void take(long length, InputStream in, Spool spool) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    while (left > 0) {
      int size = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (size < 0) {
        throw broken("%,d bytes are missing at the end".formatted(left));
      }
      spool.write(buffer, 0, size);
      left -= size;
    }
  }

  /// A server that sends while it writes does not know the length. It ends with a mark, and then is
  /// silent.
  private void takeUntil(byte[] mark, InputStream in, Spool spool) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    byte[] end = new byte[mark.length];
    while (!Arrays.equals(end, mark)) {
      int size = in.read(buffer);
      if (size < 0) {
        throw broken("its end is missing");
      }
      spool.write(buffer, 0, size);
      if (spool.size() >= end.length) {
        spool.read(spool.size() - end.length, end, 0, end.length);
      }
    }
    spool.truncate(spool.size() - mark.length);
  }

  private StoreException broken(String how) {
    return new StoreException(
        Reason.UNAVAILABLE,
        "the copy from %s was cut off: %s".formatted(connector.label(), how),
        "The server's log says why; its limits client-output-buffer-limit replica and repl-timeout may be too low.",
        null);
  }
}
