package dev.migrator.check;

import java.util.List;

/// What mends a finding of a [Check].
public sealed interface Mend {

  /// Nothing is to be mended.
  record Nothing() implements Mend {}

  /// A command as it is typed.
  ///
  /// @param words of a shell's command line, not quoted
  record Command(List<String> words) implements Mend {
    public static Command of(String... words) {
      return new Command(List.of(words));
    }
  }

  /// A command of migrator's own, on the same estate and bundle.
  ///
  /// @param options beyond those
  record Own(String verb, List<String> options) implements Mend {}

  /// Where no command does it.
  ///
  /// @param what an imperative sentence
  record ByHand(String what) implements Mend {}
}
