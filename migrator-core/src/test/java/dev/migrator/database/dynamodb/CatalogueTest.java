package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.BundleDamagedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {

  @Test
  void whatIsWrittenIsReadWithEveryAnswerAsItCame() {
    Table table = Samples.table("old-Orders");
    table.answers().set("DescribeTimeToLive", Samples.json("{\"new to us\": [1.50, null]}"));
    Catalogue catalogue = new Catalogue("old-", List.of(table, Samples.table("old-b")));
    Catalogue read = Catalogue.of(Samples.cut(catalogue.document()));
    assertThat(read).isEqualTo(catalogue);
    assertThat(read.tables().getFirst().answers()).hasToString(table.answers().toString());
    assertThat(read.document().bytes()).isEqualTo(catalogue.document().bytes());
  }

  @Test
  void aCutMayHaveNoTables() {
    Catalogue catalogue = new Catalogue("none-", List.of());
    assertThat(Catalogue.of(Samples.cut(catalogue.document()))).isEqualTo(catalogue);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"format\": 2, \"prefix\": \"\", \"tables\": []}",
        "{\"format\": 1, \"prefix\": \"\"}",
        "{\"format\": 1, \"tables\": [",
        "{\"format\": 1, \"tables\": {}}",
        "{\"format\": 1, \"tables\": [1]}",
        "{\"format\": 1, \"tables\": [{\"folder\": \"t000001\", \"answers\": KEYS}]}",
        "{\"format\": 1, \"tables\": [{\"name\": \"a\", \"folder\": \"t000001\"}]}",
        "{\"format\": 1, \"tables\": [{\"name\": \"a\", \"answers\": []}]}",
        "{\"format\": 1, \"tables\": [{\"name\": \"a\", \"answers\": {}}]}",
        "{\"format\": 1, \"prefix\": \"long\", \"tables\": [{\"name\": \"a\", \"answers\": KEYS}]}"
      })
  void whatIsNoCatalogueIsDamage(String json) {
    String keys = "{\"DescribeTable\": {\"Table\": %s}}".formatted(Samples.DESCRIPTION);
    assertThatThrownBy(() -> Catalogue.of(Samples.catalogue(json.replace("KEYS", keys))))
        .isInstanceOf(BundleDamagedException.class)
        .hasMessageStartingWith("catalogue.json cannot be read: ");
  }

  @Test
  void aCutWithoutACatalogueIsDamaged() {
    assertThatThrownBy(() -> Catalogue.of(Samples.cut()))
        .isInstanceOf(BundleDamagedException.class)
        .hasMessage("catalogue.json cannot be read: it is missing");
  }
}
