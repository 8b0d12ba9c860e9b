package dev.migrator.database.postgres;

import static dev.migrator.database.postgres.LineDocuments.document;
import static dev.migrator.database.postgres.LineDocuments.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.HalfPart;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.sandbox.PostgresHost;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents as they go to PostgreSQL and are read back.
final class DocumentTargetTest {
  private static final String LONG = "A Name of 200 characters.".repeat(8);
  private static final String HIGHEST = "9".repeat(38) + "E+87";

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
    database = new OddDatabase(host, "documents-" + UUID.randomUUID());
    restores = new DocumentRestores(database, documents);
  }

  private static String bytes(int... bytes) {
    byte[] all = new byte[bytes.length];
    IntStream.range(0, bytes.length).forEach(i -> all[i] = (byte) bytes[i]);
    return Base64.getEncoder().encodeToString(all);
  }

  @Test
  void oddNamesAndValuesComeBackAsTheyWere() {
    String[] texts = {
      "tab\tfeed\nreturn\r", "\\", "\\N", "\\.", "\b\f\u000B\u001F\u007F", "😀é\u0301", "\"'{}", ""
    };
    for (String name : List.of("o'dd \"quoted\"", "Dots.and-dashes", "pg_class", "_x", "x", LONG)) {
      DocumentTable table =
          documents.table(name, List.of(key("p\"k", "S"), key("N.r", "N"), key(LONG, "B")));
      for (String text : texts) {
        documents.part(
            table,
            document(
                "p\"k", "S", text, "N.r", "N", "-0.10", LONG, "B", bytes(0, 255), "v", "S", text),
            document("p\"k", "S", text, "N.r", "N", HIGHEST, LONG, "B", bytes(), "v", "N", HIGHEST),
            document("p\"k", "S", text, "N.r", "N", "1E-130", LONG, "B", bytes('\\', 'x', 9, 10)));
      }
    }
    restores.finish("a");
    assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrator%'"))
        .isEmpty();
    assertThat(
            database.query(
                "SELECT \"p\"\"k\" FROM \"Dots.and-dashes\" WHERE item #>> '{v,N}' = '%s' ORDER BY 1"
                    .formatted(HIGHEST)))
        .containsExactlyInAnyOrder(texts);
    assertThat(
            database.query(
                "SELECT \"N.r\"::text FROM public.pg_class WHERE \"p\"\"k\" = '' ORDER BY \"N.r\""))
        .containsExactly("-0.10", "0." + "0".repeat(129) + "1", "9".repeat(38) + "0".repeat(87));
  }

  @Test
  void aTableWithoutRowsIsThereWithItsKeyAndWordsThatExplainIt() {
    documents.table("Empty", List.of(key("pk", "S"), key("sk", "N")));
    restores.finish("a");
    assertThat(
            database.query(
                """
                SELECT column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' ' || collation_name, '')
                FROM information_schema.columns WHERE table_name = 'Empty' ORDER BY ordinal_position
                """))
        .containsExactly("pk text NO C", "sk numeric NO", "item jsonb NO");
    assertThat(database.query("SELECT obj_description('public.\"Empty\"'::regclass)"))
        .containsExactly(
            "Documents of the table \"Empty\" of Lines 1.0: \"item\" holds each of them whole, with the types of its values, and its key is in the other columns too.");
    assertThat(
            database.query(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '\"Empty\"'::regclass AND contype = 'p'"))
        .containsExactly("PRIMARY KEY (pk, sk)");
    assertThat(
            database.query(
                "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"))
        .containsExactly("UTF8");
  }

  @Test
  void namesThatPostgresCannotHoldAreToldAndStayUnlike() {
    documents.table(LONG + "1", List.of(key("item", "S"), key("ctid", "N")));
    documents.table(LONG + "2", List.of(key("document", "S"), key("item", "S")));
    documents.table("nul\0", List.of(key("é".repeat(40), "S")));
    try (DocumentTarget target = restores.target()) {
      List<Problem> foretold = target.examine(documents.saved("a"), Creation.ALLOWED).foretold();
      assertThat(foretold).allMatch(problem -> problem.kind() == Problem.Kind.LOSS);
      assertThat(foretold)
          .extracting(Problem::what)
          .satisfiesExactly(
              what -> assertThat(what).isEqualTo("streams"),
              what -> assertThat(what).startsWith("table \"A Name of 200"),
              what -> assertThat(what).startsWith("key \"ctid\" of table \"A Name of 200"),
              what -> assertThat(what).startsWith("table \"A Name of 200"),
              what -> assertThat(what).isEqualTo("table \"nul\\u0000\""),
              what -> assertThat(what).startsWith("key \"éééé"));
      assertThat(foretold.get(4).reason()).contains("it is called nul__");
    }
    restores.finish("a");
    assertThat(
            database.query(
                "SELECT column_name FROM information_schema.columns WHERE data_type = 'jsonb' ORDER BY 1"))
        .containsExactly("document", "document_1", "item");
  }

  @Test
  void indexesAreOverTheDocumentsThatHaveTheirKeysAndAreUsed() {
    DocumentTable table =
        documents.table(
            "t",
            List.of(key("pk", "S")),
            new DocumentTable.Index("by n", List.of(key("it's \"n\\", "N"), key("s", "S"))),
            new DocumentTable.Index("b", List.of(key("b", "B"))));
    documents.part(
        table,
        document("pk", "S", "a", "it's \"n\\", "N", HIGHEST, "s", "S", "z", "b", "B", bytes(1)),
        document("pk", "S", "b", "it's \"n\\", "N", "2"),
        document("pk", "S", "c", "it's \"n\\", "S", "no number", "s", "S", "z"));
    restores.finish("a");
    database.run("ALTER DATABASE \"%s\" SET enable_seqscan = off".formatted(database.name()));
    String number = "(item #>> E'{\"it''s \\\\\"n\\\\\\\\\",N}')::numeric = 9";
    assertThat(plan(number + " AND item #>> '{s,S}' = 'z' COLLATE \"C\"")).contains("\"t_by n\"");
    assertThat(plan("decode(item #>> '{b,B}', 'base64') = '\\x01'")).contains("t_b");
    assertThat(
            database.query(
                "SELECT relname || ' ' || reltuples FROM pg_class WHERE relname LIKE 't\\_%' ORDER BY 1"))
        .containsExactly("t_b 1", "t_by n 1", "t_pkey 3");
  }

  private String plan(String condition) {
    return String.join("\n", database.query("EXPLAIN SELECT pk FROM t WHERE " + condition));
  }

  @Test
  void aRestoreThatWasKilledGoesOnAndLoadsNothingTwice() {
    DocumentTable table = documents.table("t", List.of(key("pk", "S")));
    SavedPart first = documents.part(table, document("pk", "S", "a"), document("pk", "S", "b"));
    documents.part(table, document("pk", "S", "c"));
    SavedCut cut = documents.saved("a");
    try (DocumentTarget killed = restores.target()) {
      assertThat(killed.examine(cut, Creation.ALLOWED).goesOn()).isFalse();
      killed.prepare();
      assertThat(killed.load(first)).isEqualTo(2);
    }
    try (DocumentTarget target = restores.target()) {
      assertThat(target.examine(cut, Creation.ALLOWED).goesOn()).isTrue();
      target.prepare();
      target.prepare();
      assertThat(target.load(first)).isZero();
      cut.parts().forEach(target::load);
      for (int i = 0; i < 2; i++) {
        target.builds().forEach(Runnable::run);
        target.complete();
        target.compareObjects();
      }
      assertThat(target.problems()).isEmpty();
    }
    restores.finish("a");
    assertThat(database.query("SELECT pk FROM t ORDER BY 1")).containsExactly("a", "b", "c");
  }

  @Test
  void aDamagedPartIsNotTakenForLoaded() {
    DocumentTable table = documents.table("t", List.of(key("pk", "N")));
    String[] many =
        IntStream.range(0, 50_000)
            .mapToObj(i -> document("pk", "N", Integer.toString(i)))
            .toArray(String[]::new);
    SavedPart part = documents.part(table, many);
    try (DocumentTarget target = restores.target()) {
      target.examine(documents.saved("a"), Creation.ALLOWED);
      target.prepare();
      assertThatThrownBy(() -> target.load(new HalfPart(part)))
          .isInstanceOf(BundleDamagedException.class);
      assertThat(database.query("SELECT pk::text FROM t LIMIT 1")).isEmpty();
      assertThat(target.load(part)).isEqualTo(many.length);
    }
    restores.finish("a");
  }

  @Test
  void aLargeTableIsReadBackInPartsThatTogetherAreAllOfIt() {
    DocumentTable table = documents.table("t", List.of(key("pk", "N")));
    Random random = new Random(7);
    byte[] noise = new byte[750];
    for (int part = 0; part < 5; part++) {
      String[] some = new String[8000];
      for (int i = 0; i < some.length; i++) {
        random.nextBytes(noise);
        String value = Base64.getEncoder().encodeToString(noise);
        some[i] = document("pk", "N", part + "" + i + ".0", "b", "B", value);
      }
      documents.part(table, some);
    }
    try (DocumentTarget target = restores.target()) {
      SavedCut cut = documents.saved("a");
      target.examine(cut, Creation.ALLOWED);
      target.prepare();
      cut.parts().forEach(target::load);
      assertThat(target.readBack(Set.of("lines.t"), 2)).hasSizeGreaterThan(1);
      assertThat(DocumentRestores.readBack(target, cut)).isEqualTo(DocumentRestores.sums(cut));
      assertThat(target.readBack(Set.of(), 2)).isEmpty();
      assertThat(target.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64") // the servers are built for it
  void theOldestAndTheNewestServerHoldThem(int major) {
    DocumentTable table =
        documents.table(
            "T",
            List.of(key("pk", "S"), key("n", "N")),
            new DocumentTable.Index("b", List.of(key("b", "B"))));
    documents.part(table, document("pk", "S", "a", "n", "N", "1E-130", "b", "B", bytes(1)));
    try (PostgresHost other = PostgresHost.start(PostgresMajors.jars().get(major))) {
      new DocumentRestores(new OddDatabase(other, "T"), documents).finish("a");
    }
  }
}
