package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.error.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PlaceTest {

  private static Catalogue catalogue(String prefix, String... names) {
    return new Catalogue(prefix, Stream.of(names).map(Samples::table).toList());
  }

  private static List<String> names(Catalogue catalogue, Tables names) {
    return Place.all(catalogue, names).stream().map(Place::name).toList();
  }

  @Test
  void withoutAWordTablesKeepTheirNames() {
    assertThat(names(catalogue("old-", "old-a", "old-b"), new Tables.Prefixed("")))
        .containsExactly("old-a", "old-b");
    assertThat(names(catalogue("", "orders"), new Tables.Prefixed(""))).containsExactly("orders");
  }

  @Test
  void aPrefixStandsInThePlaceOfTheSources() {
    assertThat(names(catalogue("old-", "old-a", "old-old-b", "old-"), new Tables.Prefixed("new.")))
        .containsExactly("new.a", "new.old-b", "new.");
  }

  @Test
  void aPrefixStandsBeforeNamesThatWereChosenWithoutOne() {
    assertThat(names(catalogue("", "orders", "users"), new Tables.Prefixed("new-")))
        .containsExactly("new-orders", "new-users");
  }

  @Test
  void aSingleTableMayGetAnyName() {
    assertThat(names(catalogue("old-", "old-a"), new Tables.Named("another")))
        .containsExactly("another");
  }

  @Test
  void severalTablesCannotGetOneName() {
    for (Catalogue catalogue : List.of(catalogue("", "a", "b"), catalogue(""))) {
      assertThatThrownBy(() -> Place.all(catalogue, new Tables.Named("another")))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "the source has %d tables, and the target names one: another"
                  .formatted(catalogue.tables().size()));
    }
  }

  @Test
  void messagesHaveTheNameAtTheTarget() {
    Place place = new Place(Samples.table("orders"), "New.Orders");
    assertThat(place.label()).isEqualTo("table \"New.Orders\"");
    assertThat(place.table().label()).isEqualTo("orders");
    assertThat(place.request().whole().path("TableName").asText()).isEqualTo("New.Orders");
  }
}
