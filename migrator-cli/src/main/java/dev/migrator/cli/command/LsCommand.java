package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.CommitOption;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.EntryLine;
import dev.migrator.cli.render.EntryLine.Versions;
import dev.migrator.cli.render.Printer;
import dev.migrator.cli.render.TableLine;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ls",
    description =
        "List what a bundle holds: objects in the order of the keys' bytes, tables by name.")
final class LsCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final BundleArgument bundle;
  @Mixin private final CommitOption commit = new CommitOption();

  @Parameters(index = "1", arity = "0..1", paramLabel = "SOURCE", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = "",
      description = "Only keys or tables that start with P.")
  private String prefix = "";

  @Option(
      names = "--versions",
      description = "All versions and delete markers, not only the latest.")
  private boolean versions;

  private record Head(String bundle, long commit) {}

  LsCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.bundle = new BundleArgument(around);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ReadingCommand.EXIT_CODES;
  }

  @Override
  public Integer call() {
    Printer printer = output.printer("ls");
    try (OpenBundle opened = around.verbs().open(bundle.address())) {
      Commit state = commit.of(opened);
      List<String> sources = ChosenSources.of(state, source);
      int width = sources.stream().mapToInt(String::length).max().orElse(0);
      EntryLine line =
          new EntryLine(source == null ? width : 0, versions ? Versions.ALL : Versions.LATEST);
      printer.startList(new Head(bundle.label(), state.number()), "entries");
      for (String one : sources) {
        if (ChosenSources.state(state, one).isDatabase()) {
          listTables(state, one, source == null ? width : 0, printer);
        } else {
          list(opened, state, one, line, printer);
        }
      }
    }
    return printer.end(ExitCode.COMPLETE);
  }

  private void listTables(Commit state, String one, int width, Printer printer) {
    ChosenSources.state(state, one)
        .bestCut()
        .ifPresent(cut ->
            TableLine.of(one, cut).stream()
                .filter(table -> table.table().startsWith(prefix))
                .forEach(table -> printer.add(() -> table.text(width), table::json)));
  }

  private void list(OpenBundle opened, Commit state, String one, EntryLine line, Printer printer) {
    KeyRange range = KeyRange.ofPrefix(Key.of(prefix));
    try (EntryReader entries = opened.entries(state, one, range)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        if (line.shows(entry)) {
          Entry shown = entry;
          printer.add(() -> line.text(one, shown), () -> EntryLine.json(one, shown));
        }
      }
    }
  }
}
