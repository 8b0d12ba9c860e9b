package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.ReaderGoneException;
import dev.migrator.cli.run.Stdout;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints what one command has to say: results to standard output, failures to standard error. In
/// JSON both go into one document on standard output.
public final class Printer {
  private final Surroundings around;
  private final @Nullable JsonDocument document;

  /// How results are printed.
  public enum Format {
    TEXT,
    JSON
  }

  public Printer(Surroundings around, String command, Format format) {
    this.around = around;
    this.document = format == Format.JSON ? new JsonDocument(around.stdout(), command) : null;
  }

  /// Prints a result and ends.
  ///
  /// @return the exit code, the same whether or not anyone reads to the end
  public int show(View view) {
    try {
      if (document == null) {
        view.text().forEach(stdout()::line);
      } else {
        document.result(view.json());
      }
      return end(view.exitCode());
    } catch (ReaderGoneException _) { // what was done is done, whether anyone reads of it or not
      return view.exitCode().code();
    }
  }

  /// Starts a result that is a list, printed as it comes. To be followed by any number of [#add]
  /// and one [#end].
  ///
  /// @param head a record of the fields before the list
  public void startList(Object head, String list) {
    if (document != null) {
      document.startList(head, list);
    }
  }

  /// Adds an element, of which only the form that is printed is made.
  public void add(Supplier<String> line, Supplier<Object> json) {
    if (document == null) {
      stdout().line(line.get());
    } else {
      document.add(json.get());
    }
  }

  public int end(ExitCode exitCode) {
    if (document != null) {
      document.end(exitCode);
    }
    stdout().flush();
    return exitCode.code();
  }

  /// Prints a failure and ends.
  ///
  /// @param hint what to do about it; null where there is nothing to say
  /// @return the exit code
  public int fail(ExitCode exitCode, String message, @Nullable String hint) {
    if (document == null) {
      stdout().flush();
      around.stderr().println("error: " + visible(message));
      if (hint != null) {
        around.stderr().println("hint: " + visible(hint));
      }
      return exitCode.code();
    }
    String kind = exitCode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    document.fail(new JsonDocument.Failure(kind, message, hint));
    return end(exitCode);
  }

  /// Writes an object's bytes as they are; in JSON, base64 within its description.
  public void bytes(Object description, InputStream bytes) throws IOException {
    if (document == null) {
      bytes.transferTo(around.stdout().bytes());
    } else {
      document.resultWithBytes(description, bytes);
    }
  }

  /// Tells something before the result is known, on standard error.
  public void remark(List<String> lines) {
    lines.forEach(line -> around.stderr().println(Visible.of(line)));
  }

  private Stdout stdout() {
    return around.stdout();
  }

  private static String visible(String text) {
    return text.lines().map(Visible::of).collect(Collectors.joining("\n"));
  }
}
