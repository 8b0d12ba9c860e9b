package dev.migrator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a checkup finds.
public final class Found implements Findings {
  private final List<Check> checks = new CopyOnWriteArrayList<>();
  private volatile Optional<Extent> extent = Optional.empty();

  public static Found by(Checkup checkup) {
    Found found = new Found();
    checkup.run(found);
    return found;
  }

  @Override
  public void add(Check check) {
    checks.add(check);
  }

  @Override
  public void extent(Extent told) {
    extent = Optional.of(told);
  }

  public Extent extent() {
    return extent.orElseThrow();
  }

  public List<Check> all() {
    return List.copyOf(checks);
  }

  /// The only one that is not well.
  public Check trouble() {
    assertThat(checks).filteredOn(check -> check.level() != Level.OK).hasSize(1);
    return checks.stream().filter(check -> check.level() != Level.OK).findFirst().orElseThrow();
  }

  /// The only one of a topic.
  public Check only(Topic topic) {
    assertThat(checks).filteredOn(check -> check.topic() == topic).hasSize(1);
    return checks.stream().filter(check -> check.topic() == topic).findFirst().orElseThrow();
  }

  public Found allWell() {
    assertThat(checks).isNotEmpty().allMatch(check -> check.level() == Level.OK);
    return this;
  }
}
