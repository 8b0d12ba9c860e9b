package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import java.util.List;

/// A result as people read it and as programs do: the same facts in both.
public interface View {

  ExitCode exitCode();

  List<String> text();

  /// A record of numbers, texts, lists and records: its component names are the JSON's field names
  /// and never change. Sizes are bytes, times ISO 8601.
  Object json();
}
