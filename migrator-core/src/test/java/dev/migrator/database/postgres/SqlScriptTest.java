package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SqlScriptTest {

  private static List<String> cut(String script) {
    return SqlScript.statements(script);
  }

  @Test
  void semicolonsEndStatementsAndCommentsBetweenThemAreLeftOut() {
    assertThat(cut("-- a;b\nSELECT 1;\n/* c; /* d; */ e */ SELECT 2 ; ; SELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @Test
  void whatStandsInQuotesEndsNothing() {
    assertThat(cut("SELECT 'a;''b;' , \"c;\"\"d\", E'e\\';f', U&'g\\\\;'; SELECT 'x\\'; SELECT 2"))
        .containsExactly(
            "SELECT 'a;''b;' , \"c;\"\"d\", E'e\\';f', U&'g\\\\;'", "SELECT 'x\\'", "SELECT 2");
  }

  @Test
  void dollarQuotesEndOnlyWithTheirOwnTag() {
    assertThat(cut("DO $a$ ; $b$ $$ ' \" ; $a$; SELECT $1; SELECT a$b$c; SELECT $$;$$"))
        .containsExactly("DO $a$ ; $b$ $$ ' \" ; $a$", "SELECT $1", "SELECT a$b$c", "SELECT $$;$$");
  }

  @Test
  void bodiesOfFunctionsAndActionsOfRulesHoldTogether() {
    String function =
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END";
    String rule = "CREATE RULE r AS ON UPDATE TO t DO (INSERT INTO a VALUES (1); DELETE FROM b)";
    assertThat(cut(function + ";" + rule + ";BEGIN; COMMIT"))
        .containsExactly(function, rule, "BEGIN", "COMMIT");
  }

  @Test
  void commandsOfTheClientAreNeverPassedOn() {
    assertThat(cut("\\restrict x\nSELECT 1;\n\\! rm -rf ~\nSELECT 2;\n\\unrestrict x\n"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void whatIsNotEndedIsOneStatement() {
    assertThat(cut("SELECT 'a; b")).containsExactly("SELECT 'a; b");
    assertThat(cut("SELECT $x$; b")).containsExactly("SELECT $x$; b");
    assertThat(cut("/* ; ")).isEmpty();
    assertThat(cut("")).isEmpty();
  }
}
