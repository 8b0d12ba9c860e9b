package dev.migrator.cli.command;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.error.UsageException;
import dev.migrator.estate.StoreUri;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.Target;
import dev.migrator.estate.TargetsFile;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a restore goes: a targets file for several sources, or an address for one.
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class TargetOptions {
  private final Surroundings around;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TARGETS.yaml|URI",
      description = "A targets file; or with --source a folder or s3://BUCKET/PREFIX.")
  private String to;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "The one source to restore, to the address of --to. A database needs a targets file.")
  private @Nullable String source;

  @Option(
      names = "--create",
      description = "With --source: create the bucket if it does not exist.")
  private boolean create;

  TargetOptions(Surroundings around) {
    this.around = around;
  }

  Targets targets() {
    if (source != null) {
      return new Targets(new TreeMap<>(Map.of(source, target())));
    }
    if (!EstateArguments.isYaml(to)) {
      throw new UsageException(
          "--to " + to + " is no targets file (.yaml), and no source is named",
          "Add --source NAME, or name targets for several sources in a targets file.");
    }
    if (create) {
      throw new UsageException(
          "--create goes with --source only", "Write create: true in the targets file.");
    }
    return TargetsFile.read(Path.of(to), around.environment());
  }

  private Target target() {
    StoreAddress address = StoreUri.parse(to, around.environment());
    boolean creates = create || address instanceof FilesAddress;
    return new Target(address, creates ? Creation.ALLOWED : Creation.FORBIDDEN);
  }
}
