package dev.migrator.database.mysql;

import dev.migrator.database.Omission;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks for the definition of every object of the current database. What cannot be had is an
/// omission.
final class Definitions {
  private static final Set<String> OF_OTHER_SERVERS = Set.of("federated", "spider", "connect");
  private static final Pattern STATUS =
      Pattern.compile(
          "(ON COMPLETION (?:NOT )?PRESERVE )"
              + "(ENABLE|DISABLE ON SLAVE|DISABLE ON REPLICA|DISABLE)");

  private final Connection connection;
  private final List<Definition> found = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Definitions(Connection connection) {
    this.connection = connection;
  }

  static Definitions ask(Connection connection) {
    Definitions definitions = new Definitions(connection);
    definitions.tables("SEQUENCE", Kind.SEQUENCE);
    definitions.tables("BASE TABLE', 'SYSTEM VERSIONED", Kind.TABLE);
    definitions.routines();
    definitions.views();
    definitions.triggers();
    definitions.events();
    return definitions;
  }

  List<Definition> found() {
    return found;
  }

  List<Omission> omissions() {
    return omissions;
  }

  List<String> notes() {
    return notes;
  }

  private record Named(String name, String more) {}

  private List<Named> names(String what, String query) {
    return Sql.list(connection, what, query, row -> new Named(Sql.text(row, 1), Sql.text(row, 2)));
  }

  private void tables(String types, Kind kind) {
    String query =
        """
        SELECT TABLE_NAME, COALESCE(ENGINE, '') FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('%s') ORDER BY TABLE_NAME\
        """
            .formatted(types);
    for (Named one : names("its tables", query)) {
      if (OF_OTHER_SERVERS.contains(one.more.toLowerCase(Locale.ROOT))) {
        omissions.add(
            new Omission(
                "table " + one.name,
                Gap.Code.NOT_TOLD,
                "engine %s: its rows lie elsewhere, and its definition may hold a password"
                    .formatted(one.more)));
      } else {
        show(kind, one.name, row -> plain(kind, one.name, row));
      }
    }
  }

  private static Definition plain(Kind kind, String name, ResultSet row) throws SQLException {
    return new Definition(kind, name, "", Sql.text(row, 2), "", "", "");
  }

  private void routines() {
    String query =
        """
        SELECT ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES
        WHERE ROUTINE_SCHEMA = DATABASE()
        ORDER BY ROUTINE_TYPE, ROUTINE_NAME\
        """;
    for (Named one : names("its routines", query)) {
      Kind kind = Kind.valueOf(one.more.toUpperCase(Locale.ROOT).replace(' ', '_'));
      show(
          kind,
          one.name,
          row ->
              new Definition(
                  kind,
                  one.name,
                  "",
                  Sql.text(row, 3),
                  Sql.text(row, "sql_mode"),
                  Sql.text(row, "collation_connection"),
                  ""));
    }
  }

  private void views() {
    String query =
        """
        SELECT TABLE_NAME, '' FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'VIEW' ORDER BY TABLE_NAME\
        """;
    int first = found.size();
    for (Named one : names("its views", query)) {
      show(
          Kind.VIEW,
          one.name,
          row ->
              new Definition(
                  Kind.VIEW,
                  one.name,
                  "",
                  Sql.text(row, 2),
                  "",
                  Sql.text(row, "collation_connection"),
                  ""));
    }
    List<Definition> views = found.subList(first, found.size());
    List<Definition> ordered = ViewOrder.innerFirst(views);
    views.clear();
    found.addAll(ordered);
  }

  private void triggers() {
    String query =
        """
        SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS
        WHERE TRIGGER_SCHEMA = DATABASE()
        ORDER BY EVENT_OBJECT_TABLE, EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER\
        """;
    for (Named one : names("its triggers", query)) {
      show(
          Kind.TRIGGER,
          one.name,
          row ->
              new Definition(
                  Kind.TRIGGER,
                  one.name,
                  one.more,
                  Sql.text(row, 3),
                  Sql.text(row, "sql_mode"),
                  Sql.text(row, "collation_connection"),
                  ""));
    }
  }

  private void events() {
    String query =
        """
        SELECT EVENT_NAME, STATUS FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()
        ORDER BY EVENT_NAME\
        """;
    for (Named one : names("its events", query)) {
      show(
          Kind.EVENT,
          one.name,
          row ->
              new Definition(
                  Kind.EVENT,
                  one.name,
                  "",
                  disabled(Sql.text(row, 4)),
                  Sql.text(row, "sql_mode"),
                  Sql.text(row, "collation_connection"),
                  Sql.text(row, "time_zone")));
      if (one.more.equals("ENABLED")) {
        notes.add(
            "event %s is kept disabled, so that a restored one does nothing by itself: ALTER EVENT"
                    .formatted(one.name)
                + " … ENABLE turns it on");
      }
    }
  }

  static String disabled(String event) {
    Matcher status = STATUS.matcher(event);
    return status.find()
        ? event.substring(0, status.start(2)) + "DISABLE" + event.substring(status.end(2))
        : event;
  }

  private void show(Kind kind, String name, Sql.Row<Definition> row) {
    String query = "SHOW CREATE " + kind.keyword() + " " + Identifier.quoted(name);
    try {
      Definition definition = Sql.one(connection, "the definition of " + name, query, row);
      if (definition.sql().isEmpty()) {
        omit(definition.title(), Gap.Code.FORBIDDEN, "the server shows it only to its definer");
      } else {
        found.add(definition);
      }
    } catch (StoreException e) {
      if (e.reason().isTransient()) {
        throw e;
      }
      String what = kind.keyword().toLowerCase(Locale.ROOT) + " " + name;
      omit(what, dev.migrator.database.OpenCut.codeOf(e), String.valueOf(e.getMessage()));
    }
  }

  private void omit(String what, Gap.Code code, String reason) {
    omissions.add(new Omission(what, code, reason));
  }
}
