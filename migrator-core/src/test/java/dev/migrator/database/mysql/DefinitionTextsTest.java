package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.mysql.Definition.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DefinitionTextsTest {

  @Test
  void aUserWithAPasswordIsMadeLockedAndWithoutIt() {
    assertThat(
            Accounts.locked(
                "CREATE USER `a`@`%` IDENTIFIED BY PASSWORD '*AB WITH MAX' REQUIRE SSL WITH MAX_USER_CONNECTIONS 3"))
        .isEqualTo("CREATE USER `a`@`%` REQUIRE SSL WITH MAX_USER_CONNECTIONS 3 ACCOUNT LOCK");
    assertThat(
            Accounts.locked(
                "CREATE USER `a`@`%` IDENTIFIED VIA ed25519 USING 'x' OR mysql_native_password USING '*A' PASSWORD EXPIRE NEVER"))
        .isEqualTo("CREATE USER `a`@`%` ACCOUNT LOCK PASSWORD EXPIRE NEVER");
    assertThat(
            Accounts.locked(
                "CREATE USER `a`@`%` IDENTIFIED WITH 'caching_sha2_password' AS '$A$005$it''s' DEFAULT ROLE `r`@`%` REQUIRE NONE PASSWORD EXPIRE DEFAULT ACCOUNT UNLOCK PASSWORD HISTORY DEFAULT"))
        .isEqualTo(
            "CREATE USER `a`@`%` DEFAULT ROLE `r`@`%` REQUIRE NONE ACCOUNT LOCK PASSWORD EXPIRE DEFAULT PASSWORD HISTORY DEFAULT");
  }

  @Test
  void anEventIsDisabledWhateverItsBodySays() {
    assertThat(
            Definitions.disabled(
                "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE ENABLE DO SELECT 'ON COMPLETION PRESERVE ENABLE'"))
        .isEqualTo(
            "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE DISABLE DO SELECT 'ON COMPLETION PRESERVE ENABLE'");
  }

  @Test
  void viewsComeAfterThoseThatTheyRead() {
    Definition outer = view("a", "CREATE VIEW `a` AS select `b`.`x` from `b`");
    Definition inner = view("c", "CREATE VIEW `c` AS select 1 AS `x`");
    Definition middle = view("b", "CREATE VIEW `b` AS select `c`.`x` from `c`");
    assertThat(ViewOrder.innerFirst(List.of(outer, middle, inner)))
        .containsExactly(inner, middle, outer);
  }

  @Test
  void viewsThatNameEachOtherAreOrderedAllTheSame() {
    Definition one = view("a", "CREATE VIEW `a` AS select 1 AS `b`");
    Definition other = view("b", "CREATE VIEW `b` AS select 1 AS `a`");
    assertThat(ViewOrder.innerFirst(List.of(one, other))).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void onlyTheNameOfTheDatabaseIsRenamed() {
    Definition view =
        view(
            "v",
            "CREATE VIEW `v` AS select 'it\\'s `shop`.`x`' AS `shop`,`shop`.`t`.`shop` from `shop`.`t`");
    assertThat(view.in("shop", "other").sql())
        .isEqualTo(
            "CREATE VIEW `v` AS select 'it\\'s `shop`.`x`' AS `shop`,`other`.`t`.`shop` from `other`.`t`");
  }

  @Test
  void aDefinerIsTakenAwayAndNothingElse() {
    Definition view =
        view(
            "v",
            "CREATE ALGORITHM=MERGE DEFINER=`a``b`@`%` SQL SECURITY DEFINER VIEW `v` AS select 1");
    assertThat(view.withoutDefiner().sql())
        .isEqualTo("CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `v` AS select 1");
    assertThat(view.withoutDefiner().hasDefiner()).isFalse();
  }

  @Test
  void aGrantOnAPatternCountsForTheDatabasesThatItMatches() {
    assertThat(Privileges.isOn("*", "shop")).isTrue();
    assertThat(Privileges.isOn("`sh%`", "shop")).isTrue();
    assertThat(Privileges.isOn("`shop\\_eu`", "shop_eu")).isTrue();
    assertThat(Privileges.isOn("`shop\\_eu`", "shopXeu")).isFalse();
    assertThat(Privileges.isOn("`other`", "shop")).isFalse();
  }

  @Test
  void indexesThatNothingElseNeedsAreBuiltLater() {
    String head = "CREATE TABLE `t` (\n  `a` int(11) NOT NULL AUTO_INCREMENT,\n  `b,` int(11),\n";
    String tail = "\n) ENGINE=InnoDB DEFAULT CHARSET=latin1";
    Definition table =
        table(
            head
                + "  PRIMARY KEY (`a`),\n  UNIQUE KEY `u` (`b,`),\n  KEY `k` (`b,`,`a`),\n"
                + "  KEY `l` (`b,`) COMMENT 'x,',\n  FULLTEXT KEY `f` (`b,`)"
                + tail);
    assertThat(LateIndexes.of(table))
        .containsExactly("KEY `k` (`b,`,`a`)", "KEY `l` (`b,`) COMMENT 'x,'");
    assertThat(LateIndexes.without(table).sql())
        .isEqualTo(
            head
                + "  PRIMARY KEY (`a`),\n  UNIQUE KEY `u` (`b,`),\n  FULLTEXT KEY `f` (`b,`)"
                + tail);
    assertThat(
            LateIndexes.without(table(head + "  PRIMARY KEY (`a`),\n  KEY `k` (`b,`)" + tail))
                .sql())
        .isEqualTo(head + "  PRIMARY KEY (`a`)" + tail);
  }

  @Test
  void indexesThatAreNeededAreBuiltAtOnce() {
    String head = "CREATE TABLE `t` (\n  `a` int(11) NOT NULL AUTO_INCREMENT,\n  `b` int(11),\n";
    assertThat(LateIndexes.of(table(head + "  KEY `k` (`a`)\n) ENGINE=InnoDB"))).isEmpty();
    assertThat(
            LateIndexes.of(
                table(
                    head
                        + "  PRIMARY KEY (`a`),\n  KEY `k` (`b`),\n  CONSTRAINT `c` FOREIGN KEY (`b`) REFERENCES `p` (`a`)\n) ENGINE=InnoDB")))
        .isEmpty();
    assertThat(
            LateIndexes.of(table(head + "  PRIMARY KEY (`a`),\n  KEY `k` (`b`)\n) ENGINE=MyISAM")))
        .isEmpty();
  }

  private static Definition table(String sql) {
    return new Definition(Kind.TABLE, "t", "", sql, "", "", "");
  }

  @Test
  void serversAreToldApart() {
    Server maria = Server.of("10.11.19-MariaDB-0+deb12u1-log", "Debian 12", false);
    assertThat(maria.isMariaDb()).isTrue();
    assertThat(maria.number()).isEqualTo(101_119);
    assertThat(maria.title()).isEqualTo("MariaDB 10.11.19");
    Server mysql = Server.of("8.4.3", "MySQL Community Server - GPL", false);
    assertThat(mysql.isMariaDb()).isFalse();
    assertThat(mysql.title()).isEqualTo("MySQL 8.4.3");
  }

  private static Definition view(String name, String sql) {
    return new Definition(Kind.VIEW, name, "", sql, "", "", "");
  }
}
