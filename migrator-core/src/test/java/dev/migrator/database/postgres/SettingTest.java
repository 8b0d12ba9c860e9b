package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SettingTest {

  @Test
  void listsOfNamesAreQuotedNameByName() {
    assertThat(Setting.of("search_path=\"$user\", public, \"a, b\"").sql())
        .isEqualTo("SET \"search_path\" TO '$user', 'public', 'a, b'");
    assertThat(Setting.of("search_path=\"\"").sql()).isEqualTo("SET \"search_path\" TO ''");
  }

  @Test
  void otherValuesAreOneText() {
    assertThat(Setting.of("my.option=it's = so; DROP").sql())
        .isEqualTo("SET \"my\".\"option\" TO 'it''s = so; DROP'");
  }
}
