package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemsTest {
  private static final String PAGE =
      """
      {"Count": 2, "Items": [{"k": {"S": "a"}}, {"k": {"N": "1.50"}}], "ScannedCount": 2, "Unknown": {"deep": [1]},
       "LastEvaluatedKey": {"k": {"N": "1.50"}}, "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 12.5}}
      """;

  private final List<String> items = new ArrayList<>();

  private Items.Page page(String json) throws IOException {
    Items.Page page = Items.page(json.getBytes(UTF_8));
    page.items().forEach(item -> items.add(item.toString()));
    return page;
  }

  private void lines(String text) throws IOException {
    try (Items.Lines lines = new Items.Lines(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      for (JsonNode item = lines.next(); item != null; item = lines.next()) {
        items.add(item.toString());
      }
    }
  }

  @Test
  void aLineIsAnItemAsItWasWritten() {
    assertThat(Items.line("{ \"k\" : {}}".getBytes(UTF_8)))
        .asString(UTF_8)
        .isEqualTo("{\"Item\":{ \"k\" : {}}}\n");
  }

  @Test
  void linesAreReadOneAfterTheOther() throws IOException {
    lines(
        "{\"Item\":{\"k\":{\"S\":\"a\\nb\"}}}\n\n  { \"Item\" : {} }{\"Item\":{\"n\":{\"N\":\"1.0\"}}}");
    assertThat(items).containsExactly("{\"k\":{\"S\":\"a\\nb\"}}", "{}", "{\"n\":{\"N\":\"1.0\"}}");
  }

  @Test
  void aLineKnowsItsLength() throws IOException {
    String text = "{\"Item\":{}}\n {\"Item\":{\"k\":{\"S\":\"ü\"}}}\n";
    List<Integer> sizes = new ArrayList<>();
    try (Items.Lines lines = new Items.Lines(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      while (lines.next() != null) {
        sizes.add(lines.sizeBytes());
      }
    }
    assertThat(sizes).containsExactly(11, 25);
  }

  @Test
  void nothingHasNoLines() throws IOException {
    lines("");
    lines("\n\n");
    assertThat(items).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "}",
        "1",
        "null",
        "\"Item\"",
        "[{\"Item\":{}}]",
        "{}",
        "{\"Item\":null}",
        "{\"Item\":[]}",
        "{\"Item\":{},\"Keys\":{}}",
        "{\"NewImage\":{}}",
        "{\"Item\":{}",
        "{\"Item\":{\"k\":{\"S\":\"a",
        "{\"Item\":{\"k\":}}",
        "{\"Item\":{\"k\":{\"N\":1e}}}"
      })
  void whatIsNoLineOfAnExportFailsAndNothingComesAfterIt(String malformed) {
    assertThatThrownBy(
            () -> lines("{\"Item\":{\"k\":{}}}\n" + malformed + "\n{\"Item\":{\"after\":{}}}\n"))
        .isInstanceOf(IOException.class);
    assertThat(items).containsExactly("{\"k\":{}}");
  }

  @Test
  void whatIsNoUtf8Fails() {
    byte[] bytes = "{\"Item\":{\"k\":{\"S\":\"_\"}}}".getBytes(UTF_8);
    bytes[20] = (byte) 0xFF;
    assertThatThrownBy(
            () -> {
              try (Items.Lines lines = new Items.Lines(new ByteArrayInputStream(bytes))) {
                lines.next();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPageHasItemsAndTheBeginningOfTheNext() throws IOException {
    Items.Page page = page(PAGE);
    assertThat(items).containsExactly("{\"k\":{\"S\":\"a\"}}", "{\"k\":{\"N\":\"1.50\"}}");
    assertThat(page.last()).isEqualTo(Samples.json("{\"k\": {\"N\": \"1.50\"}}"));
    assertThat(page.units()).isEqualTo(12.5);
  }

  @Test
  void theLastPageNamesNoOtherOne() throws IOException {
    for (String last : List.of("", ", \"LastEvaluatedKey\": {}", ", \"LastEvaluatedKey\": null")) {
      assertThat(page("{\"Items\": []%s}".formatted(last)))
          .isEqualTo(new Items.Page(List.of(), null, 0));
    }
    assertThat(items).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "\"Items\"",
        "{}",
        "{\"Count\": 1}",
        "{\"Items\": null}",
        "{\"Items\": {}}",
        "{\"Items\": [{}, 1]}",
        "{\"Items\": [[]]}",
        "{\"Items\": [{}",
        "{\"Items\": []",
        "{\"Items\": [] \"Count\": 1}",
        "{\"Items\": []} {}",
        "{\"Items\": []}]",
        "<html>"
      })
  void whatIsNoPageFails(String malformed) {
    assertThatThrownBy(() -> page(malformed)).isInstanceOf(IOException.class);
  }

  @Test
  void aPageThatIsCutAnywhereFails() throws IOException {
    String whole = PAGE.strip();
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> page(cut)).as(cut).isInstanceOf(IOException.class);
    }
    assertThat(page(whole).last()).isNotNull();
  }
}
