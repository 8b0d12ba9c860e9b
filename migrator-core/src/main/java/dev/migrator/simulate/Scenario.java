package dev.migrator.simulate;

import dev.migrator.plan.Capacity;
import dev.migrator.plan.Price;
import dev.migrator.plan.Work;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An estate on paper, and what happens to it. All spans are from the start.
///
/// @param deadline when the account is gone, as far as the run knows
/// @param margin before the deadline, in which nothing is begun any more
/// @param suspendedEarly when it is gone in truth; null for at the deadline
public record Scenario(
    Duration deadline,
    Duration margin,
    Capacity capacity,
    List<Source> sources,
    List<Outage> outages,
    @Nullable Duration suspendedEarly,
    long seed,
    Price price) {

  public Scenario {
    sources = List.copyOf(sources);
    outages = List.copyOf(outages);
  }

  /// @param work as it is planned; its spread is also that of the true host
  /// @param sizeVariation standard deviation of an object's size, as a part of the mean
  public record Source(Work work, double sizeVariation) {}

  /// Nothing comes; what was under way is lost and begun again.
  ///
  /// @param source null for all
  public record Outage(Duration at, Duration lasting, @Nullable String source) {}

  List<Work> works() {
    return sources.stream().map(Source::work).toList();
  }

  /// When no piece is begun any more.
  public Duration limit() {
    return deadline.minus(margin);
  }

  Duration end() {
    return suspendedEarly != null && suspendedEarly.compareTo(deadline) < 0
        ? suspendedEarly
        : deadline;
  }
}
