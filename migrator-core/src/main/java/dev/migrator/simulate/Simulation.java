package dev.migrator.simulate;

import dev.migrator.plan.Forecast;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was promised, and what came. All spans are from the start, but those in `promised` from the
/// instant of the promise.
///
/// @param plan made before the start
/// @param promised when a quarter of the work was done; null if that never came
/// @param warned when the run first saw that not all may fit; null if it never did
/// @param came by source, in the order of the queue
public record Simulation(
    Scenario scenario,
    Forecast plan,
    @Nullable Promise promised,
    @Nullable Duration warned,
    Duration end,
    List<Came> came) {

  public record Promise(Duration at, Forecast forecast) {}

  /// @param objects captured
  /// @param end when the last of them was captured; zero if none was
  public record Came(
      String source, long objects, long bytes, long objectsLost, long bytesLost, Duration end) {}

  public long objectsLost() {
    return came.stream().mapToLong(Came::objectsLost).sum();
  }

  public long bytesLost() {
    return came.stream().mapToLong(Came::bytesLost).sum();
  }
}
