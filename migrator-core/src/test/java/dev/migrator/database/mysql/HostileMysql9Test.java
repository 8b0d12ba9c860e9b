package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.restore.RestoreReport.SourceReport;
import java.util.List;
import org.junit.jupiter.api.Test;

@Needs(Brand.MYSQL_9)
final class HostileMysql9Test extends HostileRoundTrip {
  HostileMysql9Test() {
    super(Brand.MYSQL_9);
  }

  @Override
  List<String> scripts() {
    return List.of("hostile-mysql.sql");
  }

  /// The buyer has its rights by a role only.
  @Override
  String users() {
    return """
    CREATE USER shopper IDENTIFIED BY 'secret' REQUIRE SSL PASSWORD EXPIRE NEVER COMMENT 'ACCOUNT UNLOCK';
    GRANT SELECT, INSERT ON hostile.* TO shopper;
    CREATE ROLE reader, writer;
    GRANT SELECT ON hostile.* TO reader;
    GRANT INSERT ON hostile.* TO writer;
    GRANT reader TO writer;
    CREATE USER buyer@'10.%' IDENTIFIED BY 'other secret';
    GRANT writer TO buyer@'10.%' WITH ADMIN OPTION;
    SET DEFAULT ROLE writer TO buyer@'10.%';
    """;
  }

  @Override
  List<String> fuzzy() {
    return List.of("old_engine (MyISAM)", "in_memory (MEMORY)");
  }

  @Test
  void rightsThatAUserHasByARoleComeAlong() {
    try (MysqlHost other = MysqlHost.start(Brand.MYSQL_9)) {
      assertThat(trip().restore(other.address("hostile")).losses()).isEmpty();
      assertThat(other.rootSql("SHOW GRANTS FOR buyer@'10.%'"))
          .contains("GRANT `writer`@`%` TO `buyer`@`10.%` WITH ADMIN OPTION");
      assertThat(other.rootSql("SHOW GRANTS FOR writer"))
          .contains("GRANT `reader`@`%` TO `writer`");
      assertThat(other.rootSql("SHOW CREATE USER buyer@'10.%'"))
          .contains("DEFAULT ROLE `writer`@`%`")
          .contains("ACCOUNT LOCK");
    }
  }

  @Test
  void aServerThatWantsPrimaryKeysOrMakesItsOwnTakesEverything() {
    try (MysqlHost other =
        MysqlHost.start(
            Brand.MYSQL_9,
            "--sql-require-primary-key=ON",
            "--sql-generate-invisible-primary-key=ON")) {
      SourceReport report = trip().restore(other.address("hostile"));
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses()).isEmpty();
      assertThat(dump(other, "hostile")).containsExactlyElementsOf(dump(host(), "hostile"));
      assertThat(other.sql("hostile", "SHOW COLUMNS FROM keyless")).doesNotContain("my_row_id");
    }
  }
}
