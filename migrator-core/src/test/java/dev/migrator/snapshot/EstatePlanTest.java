package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Standing;
import dev.migrator.estate.Standing.About;
import dev.migrator.estate.Standing.Making;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Price;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a plan makes of what was measured.
final class EstatePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

  private static PlanResult plan(Optional<About> about, Measured measured) {
    EstatePlan plan = new EstatePlan(request(about, new TreeMap<>()));
    plan.add(measured);
    return plan.plan(NOW, _ -> Price.NONE);
  }

  private static PlanRequest request(Optional<About> about, TreeMap<String, Work> given) {
    Standing standing =
        new Standing(OptionalInt.empty(), Making.ORIGINAL, about, List.of(), List.of());
    Estate estate =
        new Estate(
            "test",
            new TreeMap<>(Map.of("media", new FilesAddress("/srv"))),
            new TreeMap<>(),
            new TreeMap<>(Map.of("media", standing)),
            OptionalLong.empty());
    return new PlanRequest(
        estate,
        Optional.empty(),
        4,
        4,
        new Deadline(NOW.plus(Duration.ofHours(1)), Duration.ZERO),
        OptionalDouble.empty(),
        given);
  }

  private static Measured.Known known(boolean isCounted) {
    Rates rates = new Rates(0.01, 0, 0.2, 4, Double.POSITIVE_INFINITY);
    List<Piece> pieces = List.of(new Piece("a", "", 1_000, 5_000));
    return new Measured.Known(new Work("media", Nature.USUAL, 50, rates, pieces), isCounted);
  }

  @Test
  void whereNotAllWasCountedTheOwnersFiguresAreBelievedIfTheyAreMore() {
    PlanResult plan = plan(Optional.of(new About(9_000_000, 70_000)), known(false));

    assertThat(plan.forecast().sources().getFirst().objects()).isEqualTo(9_000_000);
    assertThat(plan.fits()).isFalse();
    assertThat(plan.uncounted()).isEmpty();
  }

  @Test
  void whereNobodyKnowsMoreTheSourceIsNamed() {
    assertThat(plan(Optional.empty(), known(false)).uncounted()).containsExactly("media");
    assertThat(plan(Optional.of(new About(10, 10)), known(false)).uncounted())
        .containsExactly("media");
  }

  @Test
  void whatWasCountedIsBelievedBeforeTheOwner() {
    PlanResult plan = plan(Optional.of(new About(9_000_000, 70_000)), known(true));

    assertThat(plan.forecast().sources().getFirst().objects()).isEqualTo(1_000);
    assertThat(plan.uncounted()).isEmpty();
  }

  @Test
  void whatIsGivenIsPlannedWithoutAProbeAndNamedAsGiven() {
    TreeMap<String, Work> given = new TreeMap<>(Map.of("media", known(true).work()));
    PlanRequest request = request(Optional.empty(), given);

    PlanResult plan = new EstatePlan(request).plan(NOW, _ -> Price.NONE);

    assertThat(request.toMeasure()).isEmpty();
    assertThat(plan.given()).containsExactly("media");
    assertThat(plan.measured()).isEmpty();
    assertThat(plan.forecast().sources().getFirst().objects()).isEqualTo(1_000);
    assertThat(plan(Optional.empty(), known(true)).measured()).containsExactly("media");
  }
}
