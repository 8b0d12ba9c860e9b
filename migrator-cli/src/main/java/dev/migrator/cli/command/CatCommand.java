package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.CommitOption;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.EntryLine;
import dev.migrator.cli.render.Printer;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.error.UsageException;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cat",
    description = {
      "Write one object's bytes to standard output, reading no more than is needed.",
      "Of a database: the rows of a table as its own client takes them, or a script as pre.sql."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class CatCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final BundleArgument bundle;
  @Mixin private final CommitOption commit = new CommitOption();

  @Parameters(index = "1", paramLabel = "SOURCE", description = "Its source.")
  private String source;

  @Parameters(index = "2", paramLabel = "KEY", description = "Its key, or the table's name.")
  private String key;

  @Option(
      names = "--version",
      paramLabel = "ID",
      description = "This version; without it, the latest. See: migrator ls --versions.")
  private @Nullable String version;

  @Option(
      names = "--encoded",
      description = "KEY is percent-encoded, as migrator ls shows a key with odd characters.")
  private boolean encoded;

  CatCommand(Surroundings around, Output output) {
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
    Printer printer = output.printer("cat");
    try (OpenBundle opened = around.verbs().open(bundle.address())) {
      Commit state = commit.of(opened);
      ChosenSources.of(state, source);
      if (ChosenSources.state(state, source).isDatabase()) {
        new TableContent(opened.cut(state, source), source).writeTo(printer, key);
        return printer.end(ExitCode.COMPLETE);
      }
      Entry entry = new EntryFinder(opened, state, source).find(wantedKey(), version);
      try (InputStream bytes = opened.bytes(entry)) {
        printer.bytes(EntryLine.json(source, entry), bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return printer.end(ExitCode.COMPLETE);
  }

  private Key wantedKey() {
    try {
      return encoded ? Key.ofPercentEncoded(key) : Key.of(key);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "KEY is not percent-encoded: " + key, "Leave --encoded out, or write %25 for %.", e);
    }
  }
}
