package dev.migrator.restore;

import static java.util.Comparator.comparing;

import dev.migrator.model.Entry;
import dev.migrator.restore.RestoreReport.LossCount;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Counts losses by what and reason. For many threads.
final class LossTally {
  private final ConcurrentMap<Loss, LossCount> counts = new ConcurrentHashMap<>();

  void addOfStore(List<Loss> losses) {
    losses.forEach(loss -> counts.putIfAbsent(loss, new LossCount(loss, 0, "")));
  }

  void add(Entry entry, List<Loss> losses) {
    for (Loss loss : losses) {
      counts.merge(loss, new LossCount(loss, 1, entry.listed().label()), LossTally::sum);
    }
  }

  private static LossCount sum(LossCount a, LossCount b) {
    String example = a.example().isEmpty() ? b.example() : a.example();
    return new LossCount(a.loss(), a.entries() + b.entries(), example);
  }

  List<LossCount> counts() {
    return counts.values().stream()
        .sorted(
            comparing((LossCount count) -> count.loss().what())
                .thenComparing(count -> count.loss().reason()))
        .toList();
  }
}
