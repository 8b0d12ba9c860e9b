package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Key;
import dev.migrator.store.s3.ListPage.Position;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MarkersTest {
  private static final long SEED = 17;
  private static final String CHARACTERS =
      "\u0000\u0001 !%&+/09AZ_az~\u007F\u0080\u00E9\uD7FF\uE000\uFFFD\uFFFF\uD83D\uDE00\uDBFF\uDFFF";

  @Test
  void aMarkerIsBelowItsKeyAndText() {
    Random random = new Random(SEED);
    int[] characters = CHARACTERS.codePoints().toArray();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(4); length > 0; length--) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      Key key = random.nextBoolean() ? Key.of(text.toString()) : cut(Key.of(text.toString()));
      Position before = Markers.before(key);
      if (before.key() != null) {
        assertThat(before.key()).as("seed " + SEED).isLessThan(key);
        assertThat(before.key().isText()).isTrue();
      }
    }
  }

  /// In the middle of a character, maybe.
  private static Key cut(Key key) {
    byte[] bytes = key.bytes();
    return Key.ofBytes(java.util.Arrays.copyOf(bytes, Math.max(1, bytes.length - 1)));
  }

  @Test
  void aTrialMarkerIsBetweenAKeyAndItsSpelling() {
    for (String text : new String[] {"\u00E9", "a+b", "b \u00E9", "x/\uD83D\uDE00", "t~{"}) {
      Key key = Key.of(text);
      if (text.startsWith("b")) {
        assertThat(Markers.trial(key)).as("the space before it comes first").isEmpty();
      } else {
        Key marker = Markers.trial(key).orElseThrow();
        assertThat(marker).isLessThan(key).isGreaterThan(Key.of(key.percentEncoded()));
      }
    }
    assertThat(Markers.trial(Key.of("plain/key-1.txt"))).isEmpty();
    assertThat(Objects.requireNonNull(Markers.before(Key.of("b")).key())).isLessThan(Key.of("b"));
  }
}
