package dev.migrator.cli.option;

import dev.migrator.bundle.Commit;
import dev.migrator.cli.run.OpenBundle;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which state of the bundle a command reads.
public final class CommitOption {
  @Option(
      names = "--commit",
      paramLabel = "N",
      description = "The state as of commit N; without it, of the last. See: migrator status.")
  private @Nullable Long number;

  public OptionalLong number() {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  public Commit of(OpenBundle bundle) {
    return number == null ? bundle.head() : bundle.commit(number);
  }
}
