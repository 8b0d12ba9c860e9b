package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "a/b", "a/", "...", "a/..b", ".hidden", "a\nb", "a\\b", "C:\\x", "a b/ ", "-rf"
      })
  void canBeAPath(String key) {
    assertThat(PlainKey.objection(Key.of(key))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "//", "/a", "a//b", "a//", ".", "..", "../a", "a/..", "a/../b", "./a", "a/.",
        "a/./b", "../", "./", "a\0b"
      })
  void cannotBeAPath(String key) {
    assertThat(PlainKey.objection(Key.of(key))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256})
  void componentsHaveAtMost255Bytes(int length) {
    String key = "x/" + "n".repeat(length) + "/y";
    assertThat(PlainKey.objection(Key.of(key)) == null).isEqualTo(length == 255);
  }
}
