package dev.migrator.database.postgres;

import static dev.migrator.database.postgres.LineDocuments.document;
import static dev.migrator.database.postgres.LineDocuments.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.SavedCut;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import dev.migrator.sandbox.PostgresHost;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a restore of documents refuses and what it finds.
final class DocumentFindingsTest {
  private static PostgresHost host;

  private final LineDocuments documents = new LineDocuments();
  private OddDatabase database;
  private DocumentRestores restores;

  @BeforeAll
  static void start() {
    host = PostgresHost.start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void choose() {
    database = OddDatabase.create(host, "findings-" + UUID.randomUUID());
    restores = new DocumentRestores(database, documents);
  }

  private DocumentTable small() {
    DocumentTable table =
        documents.table(
            "t",
            List.of(key("pk", "S"), key("n", "N"), key("b", "B")),
            new DocumentTable.Index("s", List.of(key("s", "S"))));
    documents.part(
        table,
        document("pk", "S", "a", "n", "N", "1", "b", "B", "AQ==", "s", "S", "x"),
        document("pk", "S", "b", "n", "N", "2", "b", "B", "Ag==", "s", "S", "y"));
    return table;
  }

  private void restored() {
    small();
    assertThat(restores.run("a")).isEmpty();
    assertThat(restores.lookAgain("a")).isEmpty();
  }

  private List<String> found() {
    return restores.lookAgain("a").stream()
        .map(problem -> problem.kind() + " " + problem.what() + ": " + problem.reason())
        .toList();
  }

  private void examine(String id) {
    try (DocumentTarget target = restores.target()) {
      target.examine(documents.saved(id), Creation.FORBIDDEN);
    }
  }

  @Test
  void aKeyWithNulIsToldAndTheOthersGoIn() {
    DocumentTable table = documents.table("t", List.of(key("pk", "S"), key("sk", "S")));
    documents.part(
        table,
        document("pk", "S", "a", "sk", "S", "1"),
        document("pk", "S", "a\0b", "sk", "S", "x".repeat(500)),
        document("pk", "S", "c", "sk", "S", "3"));
    SavedCut cut = documents.saved("a");
    try (DocumentTarget target = restores.target()) {
      target.examine(cut, Creation.FORBIDDEN);
      target.prepare();
      assertThat(target.load(cut.parts().getFirst())).isEqualTo(2);
      assertThat(target.problems())
          .containsExactly(
              new Problem(
                  Problem.Kind.DIFFERENCE,
                  "lines.t",
                  "PostgreSQL holds no character U+0000, as in the key \"a\\u0000b\", \"%s…\": the document was left out"
                      .formatted("x".repeat(80))));
    }
    assertThat(database.query("SELECT pk FROM t ORDER BY 1")).containsExactly("a", "c");
  }

  @Test
  void keysTooLongForAnIndexAreToldAndTheRowsStay() {
    DocumentTable table =
        documents.table(
            "t",
            List.of(key("pk", "S"), key("sk", "S")),
            new DocumentTable.Index("i", List.of(key("s", "S"))));
    String noise =
        new Random(1)
            .ints(1500, 0x4E00, 0x9FFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    documents.part(table, document("pk", "S", noise, "sk", "S", "", "s", "S", noise));
    for (int run = 0; run < 2; run++) {
      assertThat(restores.run("a"))
          .satisfiesExactly(
              key -> {
                assertThat(key.kind()).isEqualTo(Problem.Kind.DIFFERENCE);
                assertThat(key.what()).isEqualTo("primary key of t");
                assertThat(key.reason()).contains("exceeds btree");
              },
              index -> {
                assertThat(index.kind()).isEqualTo(Problem.Kind.LOSS);
                assertThat(index.what()).isEqualTo("index t_i of t");
                assertThat(index.reason()).contains("exceeds btree");
              });
    }
    assertThat(database.query("SELECT count(*)::text FROM t")).containsExactly("1");
  }

  @Test
  void aDatabaseThatHoldsSomethingElseIsRefused() {
    database.run("CREATE TABLE strangers (id int)");
    assertThatThrownBy(() -> examine("a"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not empty: it holds 1 objects, as table public.strangers");
  }

  @Test
  void theBeginningOfAnotherRestoreIsRefused() {
    restored();
    assertThatThrownBy(() -> examine("b"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the beginning of another restore");
  }

  @Test
  void anEncodingWithoutAllCharactersIsRefused() {
    String latin = database.name() + "-latin";
    database.run(
        "CREATE DATABASE \"%s\" ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
            .formatted(latin));
    restores = new DocumentRestores(new OddDatabase(host, latin), documents);
    assertThatThrownBy(() -> examine("a"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is encoded in LATIN1");
  }

  @Test
  void aDatabaseThatIsNotThereIsMadeOnlyWhereThatIsAllowed() {
    restores = new DocumentRestores(new OddDatabase(host, database.name() + "-nowhere"), documents);
    assertThatThrownBy(() -> examine("a"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_STORE));
  }

  private PostgresAddress asLoader() {
    return new PostgresAddress(
        "127.0.0.1",
        host.port(),
        database.name(),
        "loader",
        new Secret("loads"),
        Map.of(),
        null,
        TableFilter.ALL);
  }

  @Test
  void tablesAreMadeInTheSchemaOfTheRoleWhichMustBeAllowedTo() {
    small();
    SavedCut cut = documents.saved("a");
    database.run(
        "CREATE ROLE loader LOGIN PASSWORD 'loads'",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT CREATE ON DATABASE \"%s\" TO loader".formatted(database.name()));
    try (DocumentTarget target = new DocumentTarget(asLoader(), documents)) {
      assertThatThrownBy(() -> target.examine(cut, Creation.FORBIDDEN))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("may not create tables in the schema public");
    }
    database.run("CREATE SCHEMA loader AUTHORIZATION loader");
    try (DocumentTarget target = new DocumentTarget(asLoader(), documents)) {
      target.examine(cut, Creation.FORBIDDEN);
      target.prepare();
      target.load(cut.parts().getFirst());
      target.builds().forEach(Runnable::run);
      target.complete();
      target.compareObjects();
      assertThat(target.problems()).isEmpty();
      assertThat(DocumentRestores.readBack(target, cut)).isEqualTo(DocumentRestores.sums(cut));
    }
    assertThat(database.query("SELECT pk FROM loader.t ORDER BY 1")).containsExactly("a", "b");
  }

  @Test
  void aDocumentThatChangedHasAnotherHash() {
    restored();
    database.run("UPDATE t SET item = jsonb_set(item, '{s,S}', '\"z\"') WHERE pk = 'a'");
    SavedCut cut = documents.saved("a");
    try (DocumentTarget target = restores.target()) {
      target.examine(cut, Creation.FORBIDDEN);
      target.prepare();
      assertThat(DocumentRestores.readBack(target, cut)).isNotEqualTo(DocumentRestores.sums(cut));
    }
  }

  @Test
  void aKeyColumnThatChangedIsSeen() {
    restored();
    database.run("UPDATE t SET n = 1.000 WHERE pk = 'a'");
    assertThat(found()).isEmpty();
    for (String change : List.of("pk = 'c'", "n = 3", "n = 'NaN'", "b = '\\x00'")) {
      database.run(
          "CREATE TABLE kept AS TABLE t", "UPDATE t SET %s WHERE pk = 'a'".formatted(change));
      assertThat(found())
          .singleElement()
          .asString()
          .startsWith(
              "DIFFERENCE lines.t: 1 of its rows are not as they were loaded; the columns say")
          .endsWith("where the document has \"a\", \"1\", \"01\"");
      database.run("DELETE FROM t", "INSERT INTO t TABLE kept", "DROP TABLE kept");
    }
  }

  @Test
  void aRowThatIsNoDocumentIsSeen() {
    restored();
    database.run(
        "ALTER TABLE t DROP CONSTRAINT t_pkey",
        "ALTER TABLE t ALTER item DROP NOT NULL, ALTER b DROP NOT NULL",
        "UPDATE t SET item = NULL WHERE pk = 'a'",
        "UPDATE t SET item = '[1]', b = NULL WHERE pk = 'b'");
    assertThat(found())
        .anyMatch(problem ->
            problem.contains(
                "lines.t: 2 of its rows are not as they were loaded; that with the key"));
    SavedCut cut = documents.saved("a");
    try (DocumentTarget target = restores.target()) {
      target.examine(cut, Creation.FORBIDDEN);
      target.prepare();
      assertThat(DocumentRestores.readBack(target, cut).get("lines.t").rows()).isEqualTo(2);
    }
  }

  @Test
  void whatIsMissingIsTold() {
    restored();
    database.run(
        "DROP INDEX t_s",
        "ALTER TABLE t DROP CONSTRAINT t_pkey",
        "ALTER TABLE t ADD PRIMARY KEY (n, pk, b)");
    assertThat(found())
        .containsExactly(
            "DIFFERENCE primary key of t: is not there", "DIFFERENCE index t_s of t: is not there");
    database.run("DROP TABLE t");
    assertThat(found()).containsExactly("DIFFERENCE table t: is not there");
  }
}
