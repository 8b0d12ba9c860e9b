package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Problems;
import dev.migrator.database.SavedCut;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds out, before anything moves, what a restore to a server will meet. Changes nothing.
final class Preflight {
  private final Connector connector;
  private final SavedCut saved;
  private final Catalogue catalogue;
  private final Creation creation;
  private final Problems problems = new Problems();

  Preflight(Connector connector, SavedCut saved, Catalogue catalogue, Creation creation) {
    this.connector = connector;
    this.saved = saved;
    this.catalogue = catalogue;
    this.creation = creation;
  }

  Examination run() {
    try (TargetDatabase target = TargetDatabase.open(connector, creation)) {
      boolean goesOn = target.requireFree(saved, "schema public"::equals);
      Connection connection = target.connection();
      server(connection);
      extensions(connection);
      if (target.isThere()) {
        collation(connection);
      }
      jobs();
      if (saved.document(SchemaDump.PRE).isEmpty()) {
        problems.difference("schema", "the bundle has none: see its gaps");
      }
      return new Examination(goesOn, problems.list());
    }
  }

  private void server(Connection connection) {
    Server server = Server.ask(connection);
    if (server.number() / 10_000 < catalogue.serverNumber() / 10_000) {
      problems.loss(
          "version",
          "the target runs %s, older than the source's %s: it may refuse what it does not know"
              .formatted(server.product(), saved.cut().server()));
    }
  }

  private void extensions(Connection connection) {
    Map<String, String> available = new HashMap<>();
    Sql.list(
        connection,
        "available extensions",
        "SELECT name, default_version FROM pg_catalog.pg_available_extensions",
        row -> available.put(row.getString(1), row.getString(2)));
    List<String> missing = new ArrayList<>(catalogue.extensions().keySet());
    missing.removeAll(available.keySet());
    for (String name : missing) {
      problems.loss(
          "extension " + name,
          "the target does not have it: install its package there first, or lose what depends on it");
    }
  }

  /// Jobs of pg_cron are rows of a table of its own, and run as soon as these are there.
  private void jobs() {
    Set<String> tables =
        catalogue.relations().stream()
            .filter(Preflight::holdsJobs)
            .map(Relation::readable)
            .collect(Collectors.toSet());
    long jobs =
        saved.parts().stream()
            .filter(part -> tables.contains(part.table()))
            .mapToLong(part -> part.hash().rows())
            .sum();
    if (jobs > 0) {
      problems.loss(
          "jobs of pg_cron",
          "%d jobs come back as rows of cron.job, and those that were active run on the target from then on; stop them with UPDATE cron.job SET active = false"
              .formatted(jobs));
    }
  }

  private static boolean holdsJobs(Relation relation) {
    return relation.schema().equals("cron")
        && relation.table().equals("job")
        && relation.columns().containsAll(List.of("jobid", "schedule", "command", "active"));
  }

  private void collation(Connection connection) {
    Collation here = Collation.ask(connection, Server.ask(connection).major());
    Collation before = catalogue.collation();
    if (!here.collate().equals(before.collate()) || !here.locale().equals(before.locale())) {
      problems.loss(
          "collation",
          "the target sorts by %s%s, the source by %s%s: orders, and what is equal, may differ"
              .formatted(here.collate(), here.locale(), before.collate(), before.locale()));
    } else if (!here.version().equals(before.version())) {
      problems.loss(
          "collation version",
          "%s of the target, %s of the source".formatted(here.version(), before.version()));
    }
    String encoding = Server.ask(connection).encoding();
    if (!encoding.equals(catalogue.encoding())) {
      problems.loss(
          "encoding",
          "the target has %s, the source %s: texts are converted"
              .formatted(encoding, catalogue.encoding()));
    }
  }
}
