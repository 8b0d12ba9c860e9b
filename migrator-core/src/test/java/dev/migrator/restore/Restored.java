package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.restore.RestoreReport.SourceReport;

/// What is to be true of every restore where nothing went wrong.
final class Restored {
  private Restored() {}

  static void assertEqual(SourceReport report) {
    assertNothingWrong(report);
    assertThat(report.written()).isPositive();
  }

  static void assertNothingLeftToDo(SourceReport report) {
    assertNothingWrong(report);
    assertThat(report.written()).isZero();
    assertThat(report.alreadyThere()).isPositive();
  }

  private static void assertNothingWrong(SourceReport report) {
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.conflicts().first()).isEmpty();
    assertThat(report.damaged().first()).isEmpty();
  }
}
