package dev.migrator.snapshot;

import dev.migrator.error.MigratorException;
import dev.migrator.plan.Work;

/// What a probe of one source found.
public sealed interface Measured {
  String source();

  /// @param isCounted whether the work is all that there is; else there is more
  record Known(Work work, boolean isCounted) implements Measured {
    @Override
    public String source() {
      return work.source();
    }
  }

  /// It does not answer.
  record Silent(String source, MigratorException failure) implements Measured {}
}
