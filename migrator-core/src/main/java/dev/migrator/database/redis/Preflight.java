package dev.migrator.database.redis;

import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Refusals;
import dev.migrator.database.SavedCut;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.error.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out, before anything moves, what a restore to a server will meet. Changes nothing.
///
/// @param label of the target
record Preflight(
    Connection connection,
    Server server,
    SavedCut saved,
    Placement placement,
    Libraries libraries,
    String label) {
  static final String FIELD_EXPIRY = "expiry of single fields of hashes";

  private static final Pattern MAJOR = Pattern.compile("Redis (\\d{1,3})\\..*");

  /// Settings that change what clients see, and that are not set by a restore.
  private static final List<String> TELLING =
      List.of("maxmemory-policy", "notify-keyspace-events", "appendonly");

  Examination run() {
    refuseCluster();
    Problems problems = new Problems();
    boolean goesOn = goesOn();
    if (!goesOn) {
      placement.byNumber().keySet().forEach(this::requireEmpty);
    }
    version(problems);
    fieldExpiry(problems);
    functions(problems);
    settings(problems);
    return new Examination(goesOn, problems.list());
  }

  private void refuseCluster() {
    if (server.isPartOfCluster(connection)) {
      throw new UsageException(
          "%s is a node of a cluster, which takes only the keys of its own slots".formatted(label),
          "Restore to a server that is no cluster, and let that be resharded, or load it by a client that knows clusters.");
    }
  }

  private boolean goesOn() {
    Optional<String> cut = new Ledger(placement.first()).cut(connection);
    return Refusals.goesOn(label, cut.stream().toList(), saved);
  }

  private void requireEmpty(long database) {
    try {
      connection.select(database);
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.REJECTED) {
        throw e;
      }
      throw new UsageException(
          "%s has no database %d: %s".formatted(label, database, e.getMessage()),
          "Raise its setting `databases`, or name one that it has in the target's URL.",
          e);
    }
    long keys = connection.call(Command.of("DBSIZE")).number();
    if (keys > 0) {
      throw new UsageException(
          "%s is not empty: its database %d holds %,d keys".formatted(label, database, keys),
          "Choose an empty database.");
    }
  }

  private void version(Problems problems) {
    Matcher source = MAJOR.matcher(saved.cut().server());
    if (source.matches() && Integer.parseInt(source.group(1)) > server.major()) {
      problems.loss(
          "version",
          "the target runs %s, older than the source's %s: it does not keep what it does not know, as counters of streams"
              .formatted(server.product(), saved.cut().server()));
    }
  }

  private void fieldExpiry(Problems problems) {
    if (Server.hasFieldExpiry(saved.cut().server()) && !server.hasFieldExpiry()) {
      problems.loss(
          FIELD_EXPIRY,
          "%s knows none, other than the source's %s: where fields expire, they stay for ever"
              .formatted(server.product(), saved.cut().server()));
    }
  }

  private void functions(Problems problems) {
    if (!libraries.commands().isEmpty() && !Libraries.fit(server)) {
      problems.loss(
          "functions",
          "%s has none; the %d libraries stay in %s"
              .formatted(server.product(), libraries.commands().size(), Documents.FUNCTIONS));
    }
  }

  private void settings(Problems problems) {
    Optional<byte[]> json = saved.document(Documents.SETTINGS);
    if (json.isEmpty()) {
      return;
    }
    try {
      Map<String, String> before = Documents.settings(json.get());
      TELLING.forEach(name -> setting(name, before.get(name), problems));
    } catch (IOException e) {
      throw new BundleDamagedException(
          Documents.SETTINGS + " cannot be read: " + e.getMessage(), "Run `migrator verify`.", e);
    }
  }

  private void setting(
      String name, @org.jspecify.annotations.Nullable String before, Problems problems) {
    Reply answer = connection.ask(Command.of("CONFIG", "GET", name));
    if (before == null || !(answer instanceof Reply.Many)) {
      return; // a managed host tells nothing, and sets it in its own way
    }
    String here = answer.named(name).text();
    if (!here.equals(before)) {
      problems.loss(
          "setting " + name,
          "it is \"%s\" and was \"%s\"; a restore does not change it"
              .formatted(Failures.printable(here), Failures.printable(before)));
    }
  }
}
