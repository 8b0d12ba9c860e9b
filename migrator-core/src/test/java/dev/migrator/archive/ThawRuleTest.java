package dev.migrator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.archive.ThawDecision.Lost;
import dev.migrator.archive.ThawDecision.Thaw;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThawRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-30T06:00:00Z");
  private static final long MB = 1_000_000;
  private static final long GB = 1L << 30;

  private static String decided(ThawLimit limit, ArchiveClass archive, long bytes, String left) {
    Optional<Instant> end =
        left.equals("none") ? Optional.empty() : Optional.of(NOW.plus(Duration.parse(left)));
    return switch (new ThawRule(PriceList.AWS, limit).decide(archive, bytes, NOW, end, Map.of())) {
      case Thaw thaw -> thaw.tier().name();
      case Lost _ -> "LOST";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "GLACIER,             none,      BULK",
    "GLACIER,             PT12H1M,   BULK",
    "GLACIER,             PT12H,     STANDARD",
    "GLACIER,             PT5H1M,    STANDARD",
    "GLACIER,             PT5H,      EXPEDITED",
    "GLACIER,             PT6M,      EXPEDITED",
    "GLACIER,             PT5M,      LOST",
    "DEEP_ARCHIVE,        none,      BULK",
    "DEEP_ARCHIVE,        PT48H1M,   BULK",
    "DEEP_ARCHIVE,        PT30H,     STANDARD",
    "DEEP_ARCHIVE,        PT12H,     LOST",
    "ARCHIVE_ACCESS,      PT6M,      EXPEDITED",
    "DEEP_ARCHIVE_ACCESS, PT6M,      LOST",
  })
  void theCheapestWayThatTheDeadlineAllowsIsTaken(
      ArchiveClass archive, String left, String expected) {
    assertThat(decided(ThawLimit.EXPEDITED, archive, MB, left)).isEqualTo(expected);
  }

  @Test
  void theTimeToCopyIsKeptFree() {
    assertThat(decided(ThawLimit.EXPEDITED, ArchiveClass.GLACIER, MB, "PT12H10M"))
        .isEqualTo("BULK");
    assertThat(decided(ThawLimit.EXPEDITED, ArchiveClass.GLACIER, 40_000 * MB, "PT12H10M"))
        .isEqualTo("STANDARD");
  }

  @Test
  void whatIsTooDearIsNotTaken() {
    assertThat(decided(ThawLimit.BULK, ArchiveClass.GLACIER, MB, "PT6H")).isEqualTo("LOST");
    assertThat(decided(ThawLimit.STANDARD, ArchiveClass.GLACIER, MB, "PT1H")).isEqualTo("LOST");
    assertThat(decided(ThawLimit.NEVER, ArchiveClass.GLACIER, MB, "none")).isEqualTo("LOST");
  }

  @Test
  void theCostIsThatOfTheBytesTheRequestAndTheCopy() {
    Thaw thaw = (Thaw) decide(ArchiveClass.DEEP_ARCHIVE, Duration.ofHours(30), Map.of());
    assertThat(thaw.days()).isEqualTo(2);
    assertThat(thaw.costUsd()).isEqualByComparingTo("3.2301"); // 150 x 0.02, 0.0001, 0.23
  }

  private static ThawDecision decide(
      ArchiveClass archive, Duration left, Map<Tier, String> refused) {
    return new ThawRule(PriceList.AWS, ThawLimit.EXPEDITED)
        .decide(archive, 150 * GB, NOW, Optional.of(NOW.plus(left)), refused);
  }

  @Test
  void whatTheHostRefusesIsReplacedByTheNextThatFits() {
    Duration day = Duration.ofHours(24);
    assertThat(decide(ArchiveClass.GLACIER, day, Map.of(Tier.BULK, "busy")))
        .extracting("tier")
        .isEqualTo(Tier.STANDARD);
    assertThat(decide(ArchiveClass.GLACIER, day, Map.of(Tier.BULK, "a", Tier.STANDARD, "b")))
        .extracting("tier")
        .isEqualTo(Tier.EXPEDITED);
  }

  @Test
  void whatIsLostSaysWhy() {
    assertThat(decide(ArchiveClass.DEEP_ARCHIVE, Duration.ofHours(3), Map.of()))
        .isEqualTo(
            new Lost(
                "the fastest way back that may be taken, Standard, may need"
                    + " 12 h, and the run ends at 2026-11-30T09:00:00Z"));
    assertThat(decide(ArchiveClass.GLACIER, Duration.ofHours(3), Map.of(Tier.EXPEDITED, "no room")))
        .isEqualTo(new Lost("no way back is left; Expedited was refused: no room"));
  }

  @Test
  void aCopyIsKeptUntilTheEndAndAWeekWithoutOne() {
    assertThat(decide(ArchiveClass.GLACIER, Duration.ofHours(6), Map.of()))
        .extracting("days")
        .isEqualTo(1);
    assertThat(
            new ThawRule(PriceList.AWS, ThawLimit.BULK)
                .decide(ArchiveClass.GLACIER, GB, NOW, Optional.empty(), Map.of()))
        .extracting("days")
        .isEqualTo(7);
  }

  @Test
  void theFileHasEveryWayOutOfEveryArchiveTheCheapestFirst() {
    for (ArchiveClass archive : ArchiveClass.values()) {
      boolean isDeep = archive.name().startsWith("DEEP");
      assertThat(PriceList.AWS.from(archive)).hasSize(isDeep ? 2 : 3);
      Retrieval before = null;
      for (Retrieval way : PriceList.AWS.from(archive)) {
        assertThat(way.soonest()).isLessThan(way.latest());
        if (before != null) {
          assertThat(way.latest()).isLessThan(before.latest());
          assertThat(way.costUsd(GB)).isGreaterThanOrEqualTo(before.costUsd(GB));
        }
        before = way;
      }
    }
    assertThat(PriceList.AWS.region()).isEqualTo("us-east-1");
    assertThat(PriceList.AWS.asOf()).isAfter("2026-01-01");
  }
}
