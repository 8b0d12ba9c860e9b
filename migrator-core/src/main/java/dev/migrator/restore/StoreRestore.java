package dev.migrator.restore;

import dev.migrator.error.SpaceException;
import dev.migrator.model.SourceDescription;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Restores a store.
final class StoreRestore implements SourceRestore {
  private final Job job;
  private final Run run;
  private boolean wasEmpty;
  private final Forecaster forecaster;

  StoreRestore(Job job) {
    this.job = job;
    run = job.run();
    forecaster = new Forecaster(job);
  }

  @Override
  public void look() {
    Occupancy occupancy = new Occupancy(job);
    wasEmpty = occupancy.isEmpty();
    if (!wasEmpty && run.nonempty() == Nonempty.REFUSE) {
      occupancy.requireNothingForeign();
    }
  }

  @Override
  public Forecast foretell() {
    job.tally().losses.addOfStore(job.target().prepare(job.description(), job.creation()));
    return forecaster.forecast();
  }

  /// What is there already of a restore that goes on is not counted.
  @Override
  public void requireSpace() {
    long free = job.target().freeBytes().orElse(Long.MAX_VALUE);
    if (wasEmpty && forecaster.bytes() > free) {
      throw new SpaceException(
          "%s has %,d bytes free, and %,d are needed"
              .formatted(job.target().label(), free, forecaster.bytes()),
          "Make room, restore to a larger target, or restore a part with --only.",
          null);
    }
  }

  @Override
  public void restore() {
    KeyRestore keys = new KeyRestore(job);
    try (KeyMerge merge = startsFromNothing() ? job.mergedWithNothing() : job.mergedWithTarget()) {
      Crew.forEach(() -> nextSelected(merge), run.workers(), run.halt(), keys::restore);
    }
    run.halt().check();
    if (forecaster.sawFolders()) {
      new FolderPass(job).run();
    }
    new LastLook(job).run();
    configure();
  }

  /// Folders that are there already count only where they are to be left alone.
  private boolean startsFromNothing() {
    return wasEmpty && run.nonempty() == Nonempty.REFUSE;
  }

  private @Nullable KeyVersions nextSelected(KeyMerge merge) {
    KeyVersions key = merge.next();
    while (key != null && !job.isSelected(key)) {
      key = merge.next();
    }
    return key;
  }

  private void configure() {
    SourceDescription description = job.description();
    if (wasEmpty || run.nonempty() == Nonempty.REFUSE) {
      job.tally().losses.addOfStore(job.target().applyConfiguration(description));
    } else if (!description.answers().isEmpty()) {
      Loss loss = new Loss("configuration", "the target was in use: its own was left alone");
      job.tally().losses.addOfStore(List.of(loss));
    }
  }

  @Override
  public SourceReport report() {
    LongAdder gaps = new LongAdder();
    run.bundle().gaps(run.commit(), job.source(), gap -> gaps.increment());
    return job.tally().report(job.target().label(), gaps.sum());
  }

  @Override
  public void close() {
    job.target().close();
  }
}
