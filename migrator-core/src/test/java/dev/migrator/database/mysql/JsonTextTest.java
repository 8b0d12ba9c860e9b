package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.mysql.Column.Form;
import dev.migrator.database.mysql.Relation.Rows;
import dev.migrator.database.mysql.Relation.Undo;
import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
  private static String written(String json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SqlBytes sql = new SqlBytes(out::write);
    new JsonText(json.getBytes(UTF_8)).write(sql);
    sql.flush();
    return out.toString(UTF_8);
  }

  @Test
  void whatTheServerReadsAsItWroteItIsALiteral() {
    for (String json :
        List.of(
            "null",
            "\"1.50\\\" 2.50\"",
            "[1, -2.5, 0.30000000000000004, 1e308, -0.0, 18446744073709551615, -9223372036854775808]",
            "{\"price 1.50\": 0.1}")) {
      String literal = "_utf8mb4'" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "'";
      assertThat(written(json)).isEqualTo(literal);
    }
  }

  @Test
  void whatItWouldChangeIsMadeByFunctions() {
    assertThat(written("1.50")).isEqualTo("JSON_EXTRACT(JSON_ARRAY(1.50),_utf8mb4'$[0]')");
    assertThat(written("18446744073709551616"))
        .isEqualTo("JSON_EXTRACT(JSON_ARRAY(18446744073709551616),_utf8mb4'$[0]')");
    assertThat(
            written(
                "{\"a\": [1.00, 2.5, \"it's\", true, false, null, {}], \"é\": 0.12345678901234567890}"))
        .isEqualTo(
            "JSON_OBJECT(_utf8mb4'a',JSON_ARRAY(1.00,2.5e0,_utf8mb4'it\\'s',TRUE,FALSE,NULL,JSON_OBJECT()),_utf8mb4'é',0.12345678901234567890)");
  }

  private static String read(Form form, String value) {
    Relation relation =
        new Relation(
            "shop.t",
            "shop",
            "t",
            List.of(new Column("a", form, "")),
            Rows.CURRENT,
            "InnoDB",
            Undo.TRANSACTIONS);
    String file = relation.insert() + "(" + value + ");\n";
    return UTF_8
        .decode(
            new InsertReader(new ByteArrayInputStream(file.getBytes(UTF_8)), "file", relation)
                .next())
        .toString();
  }

  @Test
  void theFunctionsAreTakenBackForJsonOnly() {
    String value =
        "JSON_OBJECT(_utf8mb4'a',JSON_ARRAY(1.00,TRUE,JSON_EXTRACT(JSON_ARRAY(1.50),_utf8mb4'$[0]')))";
    assertThat(read(Form.JSON, value)).endsWith("(" + value + ")");
    assertThatThrownBy(() -> read(Form.TEXT, value)).isInstanceOf(BundleDamagedException.class);
  }

  @Test
  void otherFunctionsAndTooManyLevelsAreRefused() {
    for (String value :
        List.of(
            "JSON_OBJECT(LOAD_FILE('x'))",
            "JSON_ARRAY((SELECT 1))",
            "CAST(USER() AS JSON)",
            "JSON_ARRAY(".repeat(200) + ")".repeat(200))) {
      assertThatThrownBy(() -> read(Form.JSON, value))
          .as(value)
          .isInstanceOf(BundleDamagedException.class);
    }
  }
}
