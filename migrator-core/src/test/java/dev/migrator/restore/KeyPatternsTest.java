package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.UsageException;
import dev.migrator.model.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "a.txt,        a.txt,        true",
    "a.txt,        aXtxt,        false",
    "a.txt,        dir/a.txt,    false",
    "*.txt,        a.txt,        true",
    "*.txt,        dir/a.txt,    false",
    "dir/*,        dir/,         true",
    "dir/**,       dir/x/y,      true",
    "dir/**,       dirx,         false",
    "**/a.txt,     a.txt,        true",
    "**/a.txt,     x/y/a.txt,    true",
    "**/a.txt,     x/ba.txt,     false",
    "a/**/z,       a/z,          true",
    "a/**/z,       a/b/c/z,      true",
    "?.txt,        a.txt,        true",
    "?.txt,        ä.txt,        true",
    "?.txt,        ab.txt,       false",
    "a?b,          a/b,          false",
    "a[b]\\E,      a[b]\\E,      true",
    "**,           any/thing,    true"
  })
  void starsStayWithinAComponentAndDoubleStarsDoNot(String glob, String key, boolean expected) {
    KeyPatterns patterns = new KeyPatterns(List.of(glob));

    assertThat(patterns.matches(Key.of(key))).isEqualTo(expected);
    if (expected) {
      assertThat(patterns.range().contains(Key.of(key))).isTrue();
    }
  }

  @Test
  void lineBreaksInKeysMatchToo() {
    assertThat(new KeyPatterns(List.of("a*b", "c**d")).matches(Key.of("a\nb"))).isTrue();
    assertThat(new KeyPatterns(List.of("a*b", "c**d")).matches(Key.of("c\n/d"))).isTrue();
  }

  @Test
  void noPatternIsEveryKey() {
    assertThat(new KeyPatterns(List.of()).matches(Key.of("x"))).isTrue();
  }

  @Test
  void anEmptyPatternIsAMistake() {
    assertThatThrownBy(() -> new KeyPatterns(List.of(""))).isInstanceOf(UsageException.class);
  }
}
