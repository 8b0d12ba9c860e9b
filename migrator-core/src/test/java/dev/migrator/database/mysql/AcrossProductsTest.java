package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.HeldCut;
import dev.migrator.database.OpenCut;
import dev.migrator.restore.RestoreReport.SourceReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From MariaDB to MySQL, and back: what both know arrives, the rest is told before anything moves.
@Needs({Brand.MARIADB_10, Brand.MARIADB_11, Brand.MYSQL_9})
final class AcrossProductsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/dev/migrator/database/mysql");

  /// What both know, and each writes in its way.
  private static final String SHOP =
      """
      CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, price DECIMAL(10,2), doc JSON,
        hidden INT INVISIBLE DEFAULT 3, twice DECIMAL(12,2) AS (price * 2) STORED, at TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6),
        f FLOAT, bits BIT(9), geo GEOMETRY, raw LONGBLOB, kind ENUM('a', 'é'), KEY by_name (name), CONSTRAINT dear CHECK (price > 0)) DEFAULT CHARSET = utf8mb4;
      INSERT INTO items (name, price, doc, hidden, at, f, bits, geo, raw, kind) VALUES
        ('é😀 it''s', 19.90, '{"a": [1, 2.5, "é"]}', 7, '2024-02-29 12:00:00.123456', 0.1, b'100000001', ST_GeomFromText('POINT(1 -0.5)'), x'00FF27', 'é'),
        ('ä', NULL, NULL, NULL, NULL, 16777217, NULL, NULL, x'', NULL);
      CREATE TABLE orders (id INT PRIMARY KEY, item INT, CONSTRAINT of_item FOREIGN KEY (item) REFERENCES items (id)) DEFAULT CHARSET = latin1;
      INSERT INTO orders VALUES (1, 1);
      CREATE VIEW dear_items AS SELECT name, price FROM items WHERE price > 10 AND name <> 'x';
      CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2;
      CREATE TRIGGER shout BEFORE INSERT ON orders FOR EACH ROW SET NEW.item = COALESCE(NEW.item, 1);
      CREATE USER buyer IDENTIFIED BY 'secret' REQUIRE SSL;
      GRANT SELECT ON shop.* TO buyer;
      """;

  @TempDir private Path folder;

  private static void fill(MysqlHost host) {
    host.rootSql("CREATE DATABASE shop DEFAULT CHARACTER SET utf8mb4");
    host.sql("shop", SHOP);
  }

  private static String rows(MysqlHost host) {
    return host.sql(
        "shop",
        "SELECT id, HEX(name), price, doc, hidden, twice, at, f * 1e0, bits + 0, HEX(raw), ST_AsText(geo), kind FROM items ORDER BY id;"
            + "SELECT * FROM orders; SELECT * FROM dear_items; SELECT twice(4)");
  }

  private SourceReport moved(MysqlHost from, MysqlHost to) {
    fill(from);
    DatabaseBundle trip = new DatabaseBundle(folder.resolve("bundle"), "shop");
    assertThat(trip.snapshot(from.address("shop")).finished()).isTrue();
    SourceReport report = trip.restore(to.address("shop"));
    assertThat(report.differences().first()).isEmpty();
    assertThat(rows(to)).isEqualTo(rows(from));
    assertThat(to.sql("shop", "SELECT * FROM items LIMIT 1").split("\t", -1)).hasSize(11);
    assertThat(to.rootSql("SHOW CREATE USER buyer")).contains("ACCOUNT LOCK");
    assertThat(to.rootSql("SHOW GRANTS FOR buyer")).contains("GRANT SELECT ON `shop`.*");
    return report;
  }

  @Test
  void whatBothKnowGoesFromMariaDbToMysql() {
    try (MysqlHost from = MysqlHost.start(Brand.MARIADB_11, "--log-bin");
        MysqlHost to = MysqlHost.start(Brand.MYSQL_9)) {
      assertThat(losses(moved(from, to)))
          .anyMatch(loss -> loss.contains("collation utf8mb4_uca1400_ai_ci"))
          .anyMatch(loss -> loss.contains("users"));
    }
  }

  @Test
  void whatBothKnowGoesFromMysqlToMariaDb() {
    for (Brand brand : List.of(Brand.MARIADB_10, Brand.MARIADB_11)) {
      try (MysqlHost from = MysqlHost.start(Brand.MYSQL_9, "--log-bin");
          MysqlHost to = MysqlHost.start(brand)) {
        folder = folder.resolve(brand.name());
        assertThat(losses(moved(from, to))).anyMatch(loss -> loss.contains("JSON columns"));
      }
    }
  }

  private static List<String> losses(SourceReport report) {
    return report.losses().stream().map(String::valueOf).toList();
  }

  @Test
  void whatMysqlDoesNotKnowIsToldBeforeAnythingMoves() {
    try (MysqlHost from = MysqlHost.start(Brand.MARIADB_11, "--log-bin");
        MysqlHost to = MysqlHost.start(Brand.MYSQL_9)) {
      List<String> told = foretold(from, "hostile.sql", to);
      assertThat(told)
          .contains(
              "sequence numbers", "table numbered", "table kinds", "table versioned", "history")
          .contains("collation ucs2_uca1400_ai_ci");
      SourceReport report = restored(from, to);
      assertThat(report.differences().first())
          .as("only what was told is missing")
          .allMatch(one ->
              String.valueOf(one)
                  .matches(
                      "(?s).*(kinds|numbers|numbered|versioned|by_columns|history|collation|checked).*"))
          .isNotEmpty();
      assertThat(to.sql("hostile", "SELECT COUNT(*) FROM users")).isEqualTo("2\n");
      assertThat(to.sql("hostile", "SELECT COUNT(*) FROM crash_safe")).isEqualTo("1\n");
    }
  }

  @Test
  void whatMariaDbDoesNotKnowIsToldBeforeAnythingMoves() {
    try (MysqlHost from = MysqlHost.start(Brand.MYSQL_9, "--log-bin");
        MysqlHost to = MysqlHost.start(Brand.MARIADB_11)) {
      List<String> told = foretold(from, "hostile-mysql.sql", to);
      assertThat(told)
          .contains("table derived", "table words", "table checked", "table places")
          .contains("collation gb18030_chinese_ci", "collation utf8mb4_ja_0900_as_cs");
      SourceReport report = restored(from, to);
      assertThat(report.differences().first())
          .as("only what was told is missing")
          .allMatch(
              one -> String.valueOf(one).matches("(?s).*(derived|collation|words|defaults|tree).*"))
          .isNotEmpty();
      assertThat(to.sql("hostile", "SELECT * FROM unseen_key LIMIT 1").split("\t", -1)).hasSize(1);
    }
  }

  private static List<String> foretold(MysqlHost from, String script, MysqlHost to) {
    from.rootSql("CREATE DATABASE hostile DEFAULT CHARACTER SET latin1");
    from.script("hostile", SCRIPTS.resolve(script));
    try (OpenCut cut = new MysqlSource(from.address("hostile")).open(2);
        DatabaseTarget target = new MysqlTarget(to.address("hostile"))) {
      return target.examine(HeldCut.of("a", cut), Creation.ALLOWED).foretold().stream()
          .map(Problem::what)
          .flatMap(what -> List.of(what.split(", ", -1)).stream())
          .toList();
    }
  }

  private SourceReport restored(MysqlHost from, MysqlHost to) {
    DatabaseBundle trip = new DatabaseBundle(folder.resolve("bundle"), "shop");
    assertThat(trip.snapshot(from.address("hostile")).finished()).isTrue();
    return trip.restore(to.address("hostile"));
  }
}
