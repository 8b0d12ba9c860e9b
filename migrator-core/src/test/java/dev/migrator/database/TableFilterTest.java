package dev.migrator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableFilterTest {

  private static boolean accepts(String pattern, String schema, String table) {
    return new TableFilter(List.of(pattern), List.of()).accepts(schema, table);
  }

  @Test
  void starsStandForAnyCharactersWithinAPart() {
    assertThat(accepts("public.*", "public", "users")).isTrue();
    assertThat(accepts("public.*", "publication", "users")).isFalse();
    assertThat(accepts("*.tmp_?", "any", "tmp_1")).isTrue();
    assertThat(accepts("*.tmp_?", "any", "tmp_12")).isFalse();
    assertThat(accepts("*.a+b", "s", "aab")).isFalse();
  }

  @Test
  void aPartIsQuotedAsInSql() {
    assertThat(accepts("Public.Users", "public", "users")).isTrue();
    assertThat(accepts("public.\"Users\"", "public", "Users")).isTrue();
    assertThat(accepts("public.\"Users\"", "public", "users")).isFalse();
    assertThat(accepts("\"a.b\".\"c\"\"d\"", "a.b", "c\"d")).isTrue();
    assertThat(new TableFilter(List.of("\"A.B\".*"), List.of()).accepts("\"A.B\".t")).isTrue();
  }

  @Test
  void whatIsExcludedIsOutAndWithoutPatternsEverythingIsIn() {
    TableFilter filter = new TableFilter(List.of(), List.of("*.log"));
    assertThat(filter.accepts("s", "log")).isFalse();
    assertThat(filter.accepts("s", "t")).isTrue();
    assertThat(TableFilter.ALL.accepts("large objects")).isTrue();
    assertThat(new TableFilter(List.of("a.b"), List.of()).accepts("large objects")).isFalse();
  }

  @Test
  void whatIsNoPatternIsNamed() {
    for (String pattern : List.of("a.b.c", "a.", ".b", ".", "a.\"b", "")) {
      assertThatThrownBy(() -> new TableFilter(List.of(pattern), List.of()))
          .as(pattern)
          .hasMessage(pattern);
    }
  }

  @Test
  void aPatternWithoutASchemaIsOneOfTablesWithoutSchemas() {
    TableFilter filter = new TableFilter(List.of("users*", "\"Orders.*\""), List.of("users_old"));
    assertThat(filter.accepts("users")).isTrue();
    assertThat(filter.accepts("users-2020")).isTrue();
    assertThat(filter.accepts("users_old")).isFalse();
    assertThat(filter.accepts("\"Orders.2020\"")).isTrue();
    assertThat(filter.accepts("\"orders.2020\"")).isFalse();
    assertThat(filter.accepts("", "Orders.2020")).isTrue();
    assertThat(filter.accepts("public", "users")).isFalse();
    assertThat(new TableFilter(List.of("*"), List.of()).accepts("public.users")).isFalse();
    assertThat(new TableFilter(List.of(), List.of("*")).accepts("public.users")).isTrue();
  }

  @Test
  void aPatternWithASchemaIsNoneOfTablesWithoutSchemas() {
    assertThat(new TableFilter(List.of("public.users"), List.of()).accepts("users")).isFalse();
    assertThat(new TableFilter(List.of("*.*"), List.of()).accepts("users")).isFalse();
    assertThat(new TableFilter(List.of("*.*"), List.of()).accepts("large objects")).isFalse();
  }

  @Test
  void whereThereAreSchemasAPatternWithoutOneIsTold() {
    assertThatThrownBy(() -> TableFilter.ofSchemas(List.of("a.b", "\"c.d\""), List.of("e")))
        .hasMessage("\"c.d\"");
    assertThatThrownBy(() -> TableFilter.ofSchemas(List.of("a.b"), List.of("e"))).hasMessage("e");
    assertThatThrownBy(() -> TableFilter.ofSchemas(List.of("a."), List.of())).hasMessage("a.");
    assertThat(TableFilter.ofSchemas(List.of("a.b"), List.of("*.c")).accepts("a.b")).isTrue();
  }
}
