package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DocumentReader.Documents;
import dev.migrator.database.DocumentReader.Row;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.DocumentTable.Key;
import dev.migrator.database.DocumentTable.Type;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DynamoDocumentsTest {
  private static final DocumentTable TABLE =
      new DocumentTable(
          "t",
          "t",
          List.of(
              new Key("s", Type.TEXT, List.of("s", "S")),
              new Key("n", Type.NUMBER, List.of("n", "N")),
              new Key("b", Type.BYTES, List.of("b", "B"))),
          List.of());
  private static final String KEYS =
      "\"s\":{\"S\":\"é\"},\"n\":{\"N\":\"-1.50E+2\"},\"b\":{\"B\":\"AP8=\"}";

  private final DynamoDocuments documents = new DynamoDocuments();

  private record Part(String content) implements SavedPart {
    @Override
    public String file() {
      return "t000001/part";
    }

    @Override
    public String table() {
      return "t";
    }

    @Override
    public long sizeBytes() {
      return content.length();
    }

    @Override
    public RowsHash hash() {
      return RowsHash.NONE;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content.getBytes(UTF_8));
    }
  }

  private List<Row> rows(String content) {
    List<Row> rows = new ArrayList<>();
    try (Documents open = documents.open(TABLE, new Part(content))) {
      while (open.next()) {
        rows.add(open.row());
      }
    }
    return rows;
  }

  private static String line(String item) {
    return "{\"Item\":" + item + "}\n";
  }

  @Test
  void aTableHasItsKeysAndAllItsIndexes() {
    Catalogue catalogue = new Catalogue("", List.of(Samples.table("Orders")));
    assertThat(documents.tables(Samples.cut(catalogue.document())))
        .containsExactly(
            new DocumentTable(
                "\"Orders\"",
                "Orders",
                List.of(
                    new Key("customer", Type.TEXT, List.of("customer", "S")),
                    new Key("number", Type.NUMBER, List.of("number", "N"))),
                List.of(
                    new DocumentTable.Index(
                        "by-hash",
                        List.of(
                            new Key("customer", Type.TEXT, List.of("customer", "S")),
                            new Key("hash", Type.BYTES, List.of("hash", "B")))),
                    new DocumentTable.Index(
                        "by-day", List.of(new Key("day", Type.TEXT, List.of("day", "S")))))));
  }

  @Test
  void aRowHasTheKeysOfAllTypesAndTheWholeItem() {
    String item = "{" + KEYS + ",\"more\":{\"L\":[{\"N\":\"1.0\"}]}}";
    assertThat(rows(line(item) + line("{" + KEYS + "}")))
        .containsExactly(
            new Row(List.of("é", "-1.50E+2", "00ff"), item, new ItemHash().of(Samples.json(item))),
            new Row(
                List.of("é", "-1.50E+2", "00ff"),
                "{" + KEYS + "}",
                new ItemHash().of(Samples.json("{" + KEYS + "}"))));
  }

  @Test
  void whateverBecomesOfSpacesAndOrderARowIsTheSame() {
    Row row =
        rows(line("{" + KEYS + ",\"m\":{\"M\":{\"x\":{\"S\":\"\"},\"y\":{\"NULL\":true}}}}"))
            .getFirst();
    Row parsed =
        documents.parse(
            TABLE,
            """
            { "m": {"M": { "y": {"NULL": true}, "x": {"S": ""} }}, "b": {"B": "AP8="}, "n": {"N": "-1.50E+2"},
              "s": {"S": "\\u00e9"} }
            """);
    assertThat(parsed.hash()).isEqualTo(row.hash());
    assertThat(parsed.keys()).isEqualTo(row.keys());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v\":{\"S\":\"a\\u0000b\"}",
        "\"a\\u0000\":{\"S\":\"b\"}",
        "\"v\":{\"SS\":[\"\\u0000\",\"\"]}",
        "\"v\":{\"L\":[{\"M\":{\"\\u0000\":{\"L\":[{\"S\":\"\\u0000\"}]}}}]}",
        "\"base64\":{\"S\":\"\\u0000\"}",
        "\"v\":{\"S\":\"\\\\u0000\"}"
      })
  void theCharacterThatNotAllDatabasesTakeIsPackedAndComesBack(String member) {
    String item = "{" + KEYS + "," + member + "}";
    Row row = rows(line(item)).getFirst();
    assertThat(row.json()).startsWith("{\"base64\":\"").doesNotContain("\\u0000", "\0");
    assertThat(row.hash()).isEqualTo(new ItemHash().of(Samples.json(item)));
    assertThat(documents.parse(TABLE, row.json())).isEqualTo(row);
    assertThat(documents.parse(TABLE, row.json().replace(":", " : "))).isEqualTo(row);
  }

  @Test
  void anAttributeCalledLikeThePackingIsNone() {
    String item = "{" + KEYS + ",\"base64\":{\"S\":\"e30=\"}}";
    Row row = rows(line(item)).getFirst();
    assertThat(row.json()).isEqualTo(item);
    assertThat(documents.parse(TABLE, row.json())).isEqualTo(row);
  }

  @Test
  void aKeyMayHoldTheCharacterItself() {
    Row row = rows(line("{" + KEYS.replace("é", "\\u0000") + "}")).getFirst();
    assertThat(row.keys().getFirst()).isEqualTo("\0");
    assertThat(row.json()).startsWith("{\"base64\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{\"Item\":{}}",
        "{\"Item\":{\"s\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}}",
        "{\"Item\":{\"s\":{\"N\":\"1\"},\"n\":{\"N\":\"1\"},\"b\":{\"B\":\"\"}}}",
        "{\"Item\":{\"s\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"b\":{\"B\":\"?\"}}}",
        "{\"Item\":{"
      })
  void aPartWithAnythingElseIsDamaged(String content) {
    assertThatThrownBy(() -> rows(content))
        .isInstanceOf(BundleDamagedException.class)
        .hasMessageStartingWith("t000001/part holds no items of a table: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1",
        "null",
        "[]",
        "{}",
        "{\"base64\":\"?\"}",
        "{\"base64\":\"\"}",
        "{\"base64\":\"e30=\"}",
        "{\"s\":{\"S\":\"a\"}}"
      })
  void whatIsNoItemOfTheTableIsTold(String json) {
    assertThatThrownBy(() -> documents.parse(TABLE, json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatOtherDatabasesDoNotHaveIsLost() {
    ObjectNode description = Samples.description();
    description.putObject("StreamSpecification").put("StreamEnabled", true);
    description.putObject("SSEDescription").put("KMSMasterKeyArn", "arn:key");
    Table table = Samples.table("t", description);
    table
        .answers()
        .set(
            "DescribeTimeToLive",
            Samples.json(
                """
                {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"}}
                """));
    assertThat(documents.losses(Samples.cut(new Catalogue("", List.of(table)).document())))
        .allMatch(problem -> problem.kind() == Problem.Kind.LOSS)
        .extracting(Problem::what, Problem::reason)
        .containsExactly(
            tuple(
                "encryption of table t",
                "it was by the key arn:key of the old account; the new host's own is used"),
            tuple("stream of table t", "the target has none"),
            tuple(
                "time to live of table t",
                "nothing deletes items that expire by their attribute until"));
    assertThat(
            documents.losses(
                Samples.cut(new Catalogue("", List.of(Samples.table("t"))).document())))
        .isEmpty();
  }
}
