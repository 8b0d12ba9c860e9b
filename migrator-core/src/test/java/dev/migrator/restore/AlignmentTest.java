package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
  private final Listed before = listed(Kind.OBJECT, 6, "40.288", false);
  private final Listed marker = listed(Kind.DELETE_MARKER, 0, "40.288", false);
  private final Listed after = listed(Kind.OBJECT, 5, "40.331", true);
  private final List<Promise> promises = List.of(promise(before), promise(marker), promise(after));

  private static Listed listed(Kind kind, long sizeBytes, String time, boolean latest) {
    Instant modified = Instant.parse("2026-11-24T16:57:" + time + "Z");
    return new Listed(Key.of("a"), kind, "v", latest, sizeBytes, modified, null, null);
  }

  private static Promise promise(Listed listed) {
    return new Promise(
        new Entry(1, listed, NoAttributes.INSTANCE, null, null, List.of()), Set.of());
  }

  @Test
  void anOrderThatEqualTimesDoNotTellIsNoDifference() {
    Alignment alignment = Alignment.of(promises, List.of(marker, before, after));

    assertThat(alignment.foreign()).isNull();
    assertThat(alignment.found()).containsExactly(before, marker, after);
    assertThat(alignment.repeated()).isZero();
  }

  @Test
  void anOrderThatTimesTellIsADifference() {
    Listed earlier = listed(Kind.DELETE_MARKER, 0, "40.287", false);

    assertThat(Alignment.of(promises, List.of(earlier, before, after)).foreign()).isEqualTo(before);
  }

  @Test
  void theLatestHasItsPlaceWhateverItsTime() {
    Listed latest = listed(Kind.DELETE_MARKER, 0, "40.288", true);

    assertThat(Alignment.of(promises, List.of(before, after, latest)).foreign()).isEqualTo(latest);
  }

  @Test
  void amongVersionsTheOrderIsTold() {
    Listed other = listed(Kind.OBJECT, 7, "40.288", false);

    assertThat(Alignment.of(promises, List.of(other, before, marker, after)).foreign())
        .isEqualTo(other);
  }

  @Test
  void aSecondAndAPartOfItMayBeTheSameTime() {
    Listed inSeconds = listed(Kind.OBJECT, 6, "40", false);

    assertThat(Alignment.of(promises, List.of(marker, inSeconds, after)).foreign()).isNull();
  }
}
