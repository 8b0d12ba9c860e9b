package dev.migrator.cli.command;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.option.SourcesArgument;
import dev.migrator.cli.render.DoctorView;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.estate.StoreUri;
import dev.migrator.estate.TargetsFile;
import dev.migrator.store.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Tell what would fail, before it does: each source, the bundle's place and each target is"
          + " tried, and every line says what mends it.",
      "Sources are left as they are; what is made at other places is removed again."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class DoctorCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;
  @Mixin private final SourcesArgument sources = new SourcesArgument();

  @Option(
      names = "--bundle",
      paramLabel = "AT",
      description = "Where the bundle is or is to be: a folder, or s3://BUCKET/PREFIX.")
  private @Nullable String bundle;

  @Option(names = "--to", paramLabel = "TARGETS.yaml", description = "Where a restore is to go.")
  private @Nullable Path to;

  DoctorCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    DoctorRequest request = request();
    Diagnosis found;
    try (ProgressDisplay shown = progress.start()) {
      found = around.verbs().doctor(request, shown.progress(), around.interruption().signal());
    }
    return output
        .printer("doctor")
        .show(new DoctorView(found, sources.words(), Optional.ofNullable(bundle), output.next()));
  }

  private DoctorRequest request() {
    var estate = new EstateArguments(around.environment()).estate(sources.words());
    Optional<StoreAddress> place =
        Optional.ofNullable(bundle).map(at -> StoreUri.parse(at, around.environment()));
    place.ifPresent(at -> EstateArguments.refuseBundleWithinSource(at, estate));
    return new DoctorRequest(
        estate,
        place,
        Optional.ofNullable(to).map(file -> TargetsFile.read(file, around.environment())));
  }
}
