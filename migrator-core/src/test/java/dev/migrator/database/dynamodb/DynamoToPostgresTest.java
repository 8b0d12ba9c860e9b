package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For those who leave: items become rows of PostgreSQL, and nothing of them is lost.
final class DynamoToPostgresTest {
  private static PostgresHost postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    postgres = PostgresHost.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static PostgresAddress database(String name) {
    return new PostgresAddress(
        "127.0.0.1",
        postgres.port(),
        name,
        postgres.user(),
        new Secret(postgres.password()),
        Map.of(),
        null,
        TableFilter.ALL);
  }

  private static List<String> ask(String database, String query) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), database);
    List<String> answers = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }

  @Test
  void itemsBecomeRowsAndCanGoBack() throws Exception {
    try (EmbeddedDynamo host = EmbeddedDynamo.start();
        DynamoTables tables = DynamoTables.of(host)) {
      tables.create("app_Odd.v1", "id S");
      OddItems.into(tables, "app_Odd.v1");
      tables.create("app_numbers", "n N, b B");
      tables.put("app_numbers", "{'n':{'N':'-1.50'},'b':{'B':'AP8='},'x':{'S':'y'}}");
      DatabaseBundle bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
      bundle.snapshot(tables.prefix("app_"));
      SourceReport report = bundle.restore(database("left"));
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.compared()).isEqualTo(OddItems.VALUES.size() + 1);
      assertThat(ask("left", "SELECT n || ' ' || encode(b, 'hex') FROM app_numbers"))
          .containsExactly("-1.5 00ff");
      assertThat(ask("left", "SELECT item #>> '{v,N}' FROM \"app_Odd.v1\" WHERE id = '3'"))
          .containsExactly("12345678901234567890123456789012345678");
      goBack(tables);
    }
  }

  private static void goBack(DynamoTables tables) throws Exception {
    tables.create("again", "id S");
    for (String json : ask("left", "SELECT item FROM \"app_Odd.v1\"")) {
      JsonNode item = Json.MAPPER.readTree(json);
      String packed = item.path("base64").asText("");
      tables.put(
          "again",
          (ObjectNode)
              (packed.isEmpty() ? item : Json.MAPPER.readTree(Base64.getDecoder().decode(packed))));
    }
    assertThat(tables.items("again")).isEqualTo(tables.items("app_Odd.v1"));
  }

  @Test
  void oneTableCanGoAlone() throws Exception {
    try (EmbeddedDynamo host = EmbeddedDynamo.start();
        DynamoTables tables = DynamoTables.of(host)) {
      List.of("few", "many").forEach(name -> tables.create(name, "id S"));
      tables.put("few", "{'id':{'S':'a'}}");
      tables.put("many", "{'id':{'S':'b'}}");
      DatabaseBundle bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
      bundle.snapshot(tables.prefix(""));
      SourceReport report = bundle.restore(database("alone"), "many");
      assertThat(report.differences().first()).isEmpty();
      assertThat(ask("alone", "SELECT id FROM many")).containsExactly("b");
    }
  }
}
