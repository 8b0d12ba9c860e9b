package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.database.postgres.DocumentObject.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Builds primary keys and indexes, and looks whether they are there. Safe for many threads at
/// once.
final class DocumentBuilds {
  private final Pool pool;
  private final Ledger ledger;
  private final Problems problems;

  /// Told already.
  private final Set<DocumentObject> refused = ConcurrentHashMap.newKeySet();

  DocumentBuilds(Pool pool, Ledger ledger, Problems problems) {
    this.pool = pool;
    this.ledger = ledger;
    this.problems = problems;
  }

  /// Each once, in any order.
  List<Runnable> of(DocumentLayout layout) {
    List<Runnable> builds = new ArrayList<>();
    for (DocumentPlace place : layout.places()) {
      builds.add(() -> build(DocumentObject.primaryKey(place), place.addPrimaryKey()));
      for (int i = 0; i < place.indexes().size(); i++) {
        DocumentObject index = DocumentObject.index(place, i);
        Statement statement = place.createIndex(i);
        builds.add(() -> build(index, statement));
      }
    }
    return builds;
  }

  private void build(DocumentObject object, Statement statement) {
    pool.use(connection ->
        new ScriptRun(connection, ledger, problems)
            .attempt(statement)
            .ifPresent(e -> refuse(object, e)));
  }

  /// Without an index all is there, and slower to find; without its key a table takes what it must
  /// not.
  private void refuse(DocumentObject object, SQLException e) {
    refused.add(object);
    if (object.kind() == Kind.INDEX) {
      problems.loss(object.readable(), Failures.said(e));
    } else {
      problems.difference(object.readable(), Failures.said(e));
    }
  }

  /// Tells what is not there and was not told before.
  void compare(DocumentLayout layout, Set<DocumentObject> there) {
    for (DocumentPlace place : layout.places()) {
      DocumentObject table = DocumentObject.table(place);
      List<DocumentObject> wanted =
          there.contains(table) ? DocumentObject.built(place) : List.of(table);
      wanted.stream()
          .filter(object -> !there.contains(object) && !refused.contains(object))
          .forEach(object -> problems.difference(object.readable(), "is not there"));
    }
  }
}
