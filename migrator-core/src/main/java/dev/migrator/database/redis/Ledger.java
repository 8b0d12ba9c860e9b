package dev.migrator.database.redis;

import java.util.Optional;

/// Account of a restore: a hash in the target, of a name of our own. A part is entered when the
/// server has taken all of it; loading one twice does no harm.
record Ledger(long database) {
  static final String NAME = "migrator:restore";
  static final byte[] KEY = RespInput.ascii(NAME);

  private static final String CUT = "cut";

  /// Which cut is being restored here.
  Optional<String> cut(Connection connection) {
    connection.select(database);
    Reply cut = connection.call(Command.of("HGET", NAME, CUT));
    return Optional.ofNullable(cut.bytes()).map(bytes -> cut.text());
  }

  void open(Connection connection, String cut) {
    connection.select(database);
    connection.call(Command.of("HSET", NAME, CUT, cut));
  }

  boolean isDone(Connection connection, String part) {
    connection.select(database);
    return connection.call(Command.of("HEXISTS", NAME, "part " + part)).number() == 1;
  }

  void done(Connection connection, String part) {
    connection.select(database);
    connection.call(Command.of("HSET", NAME, "part " + part, "1"));
  }

  void drop(Connection connection) {
    connection.select(database);
    connection.call(Command.of("DEL", NAME));
  }
}
