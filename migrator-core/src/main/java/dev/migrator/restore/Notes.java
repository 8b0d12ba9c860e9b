package dev.migrator.restore;

import static java.util.Comparator.comparing;

import dev.migrator.model.Entry;
import dev.migrator.restore.RestoreReport.Difference;
import dev.migrator.restore.RestoreReport.Noted;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Collects what there is to say of single entries; counts all and keeps the first. For many
/// threads.
final class Notes {
  private final AtomicLong count = new AtomicLong();
  private final Queue<Difference> first = new ConcurrentLinkedQueue<>();

  void add(Entry entry, String detail) {
    add(entry.listed().label(), detail);
  }

  void add(String key, String detail) {
    if (count.incrementAndGet() <= Noted.KEPT) {
      first.add(new Difference(key, detail));
    }
  }

  Noted noted() {
    return new Noted(count.get(), first.stream().sorted(comparing(Difference::key)).toList());
  }
}
