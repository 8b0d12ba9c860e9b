package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The functions of a server (Redis 7, "Redis functions").
///
/// @param commands `FUNCTION LOAD REPLACE CODE`, and nothing else
record Libraries(List<Command> commands) {
  private static final int WORDS = 4;
  private static final int FIRST_WITH_FUNCTIONS = 7;

  /// @throws BundleDamagedException if the file holds anything else
  static Libraries parse(byte[] script) {
    List<Command> commands = new ArrayList<>();
    try {
      RespInput in = new RespInput(new ByteArrayInputStream(script));
      for (Command one = in.command(); one != null; one = in.command()) {
        if (one.words().size() != WORDS
            || !one.name().equals("FUNCTION")
            || !one.text(1).equals("LOAD")
            || !one.text(2).equals("REPLACE")) {
          throw new IOException("a command that does not belong there: " + one.name());
        }
        commands.add(one);
      }
    } catch (IOException e) {
      throw new BundleDamagedException(
          "%s cannot be used: %s".formatted(Documents.FUNCTIONS, e.getMessage()),
          "Run `migrator verify`, and find out who has altered the bundle.",
          e);
    }
    return new Libraries(commands);
  }

  /// Whether a server can have them.
  static boolean fit(Server server) {
    return server.major() >= FIRST_WITH_FUNCTIONS;
  }

  void load(Connection connection, Problems problems) {
    for (Command command : commands) {
      if (connection.ask(command) instanceof Reply.Refusal(String said)) {
        problems.difference("functions", "a library was refused: " + Failures.printable(said));
      }
    }
  }

  /// Looks whether each is there as it was.
  void compare(Connection connection, Problems problems) {
    if (commands.isEmpty()) {
      return;
    }
    if (connection.ask(Command.of("FUNCTION", "LIST", "WITHCODE")) instanceof Reply.Many list) {
      SortedSet<String> there = new TreeSet<>();
      list.items().forEach(library -> there.add(library.named("library_code").text()));
      for (Command command : commands) {
        if (!there.contains(command.text(3))) {
          problems.difference("functions", "not there: " + firstLine(command));
        }
      }
    } else {
      problems.difference("functions", "the target has none");
    }
  }

  private static String firstLine(Command command) {
    String code = new String(command.words().get(3), ISO_8859_1);
    return Failures.printable(code.lines().findFirst().orElse(""));
  }
}
