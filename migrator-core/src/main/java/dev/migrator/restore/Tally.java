package dev.migrator.restore;

import dev.migrator.database.Withheld;
import dev.migrator.restore.RestoreReport.SourceReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// What has become of one source's entries so far. For many threads.
final class Tally {
  final LongAdder written = new LongAdder();
  final LongAdder alreadyThere = new LongAdder();
  final LongAdder compared = new LongAdder();
  final LongAdder comparedBytes = new LongAdder();
  final Notes withoutBytes = new Notes();
  final Notes damaged = new Notes();
  final Notes conflicts = new Notes();
  final Notes differences = new Notes();
  final LossTally losses = new LossTally();

  final List<Withheld> withheld = new CopyOnWriteArrayList<>();

  SourceReport report(String target, long gaps) {
    return new SourceReport(
        target,
        written.sum(),
        alreadyThere.sum(),
        compared.sum(),
        comparedBytes.sum(),
        gaps,
        withoutBytes.noted(),
        damaged.noted(),
        conflicts.noted(),
        differences.noted(),
        losses.counts(),
        withheld);
  }
}
