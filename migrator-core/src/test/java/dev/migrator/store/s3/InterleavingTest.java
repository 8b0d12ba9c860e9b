package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InterleavingTest {
  private static final String RANDOM_HIGH = "f59c18c7-4ee1-4662-956b-cf7aaed00d1f";
  private static final String RANDOM_LOW = "1882688c-7f46-46db-86a9-a85005f476ee";

  private final Listed after = version("after", "40.331", true);

  private static Listed version(String id, String time, boolean latest) {
    return listed("a", Kind.OBJECT, id, time, latest);
  }

  private static Listed marker(String id, String time) {
    return listed("a", Kind.DELETE_MARKER, id, time, false);
  }

  private static Listed listed(String key, Kind kind, String id, String time, boolean latest) {
    Instant modified = Instant.parse("2026-11-24T16:57:" + time + "Z");
    return new Listed(Key.of(key), kind, id, latest, 0, modified, null, null);
  }

  /// S3Mock gives a marker the time of the version that it deletes, and both random ids.
  @Test
  void aMarkerIsNewerThanAVersionOfItsTimeWhateverTheirRandomIds() {
    for (String id : List.of(RANDOM_HIGH, RANDOM_LOW)) {
      Listed marker = marker(id, "40.288");
      Listed before = version("7fff789d-01c5-4f37-9267-f1adac8a75d2", "40.288", false);

      assertThat(Interleaving.of(List.of(marker, after, before)))
          .containsExactly(after, marker, before);
    }
  }

  @Test
  void idsThatCountTellTheOrderWithinASecond() {
    List<Listed> newestFirst =
        List.of(
            marker("AaIOflNAKPCMqColL4uIj3NppO_Sxxeb", "09"),
            version("AaIOflM_02lsiZXTl7cbuoUQ4Xqlhyc1", "09", false),
            marker("AaIOflM.brG6o6n4iXX8x6GWwHUHKDfC", "09"),
            version("AaIOflM9tG5o7ubl6MEt3tIBAxHtiAXj", "09", false));

    assertThat(merged(newestFirst)).containsExactlyElementsOf(newestFirst);
  }

  @Test
  void ulidsTellTheOrderWhereOneKindHasWholeSeconds() {
    List<Listed> newestFirst =
        List.of(
            version("01M877W79KVBWQVQ489DECX36K", "55", false),
            marker("01M877W79A9YS7ZRXNEDGR8NMV", "55.758221457"),
            version("01M877W78P51H620PSYG012HGW", "55", false));

    assertThat(merged(newestFirst)).containsExactlyElementsOf(newestFirst);
  }

  @Test
  void aTimeOfAWholeSecondAmongFinerOnesIsExact() {
    List<Listed> newestFirst =
        List.of(
            version(RANDOM_LOW, "40.331", false),
            marker(RANDOM_HIGH, "40.000"),
            version("v0", "39.900", false),
            marker("d0", "39.100"));

    assertThat(merged(newestFirst)).containsExactlyElementsOf(newestFirst);
  }

  @Test
  void whatMayHaveBeenListedInOrderIsLeftAsItIs() {
    List<Listed> page =
        List.of(
            marker("AaIOflM.brG6o6n4iXX8x6GWwHUHKDfC", "09"),
            version("AaIOflM_02lsiZXTl7cbuoUQ4Xqlhyc1", "09", false));

    assertThat(Interleaving.of(page)).isEqualTo(page);
  }

  /// As a host gives it that lists markers and versions apart, the key `b` showing that it does.
  private static List<Listed> merged(List<Listed> newestFirst) {
    Listed lastMarker = listed("b", Kind.DELETE_MARKER, "x", "01", false);
    List<Listed> page =
        Stream.of(
                newestFirst.stream().filter(one -> one.kind() == Kind.DELETE_MARKER),
                Stream.of(lastMarker),
                newestFirst.stream().filter(one -> one.kind() == Kind.OBJECT))
            .flatMap(one -> one)
            .toList();
    List<Listed> merged = Interleaving.of(page);
    assertThat(merged).last().isEqualTo(lastMarker);
    return merged.subList(0, merged.size() - 1);
  }
}
