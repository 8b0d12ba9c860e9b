package dev.migrator.cli.command;

import dev.migrator.cli.option.DeadlineOptions;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.option.SourcesArgument;
import dev.migrator.cli.option.WorkersOption;
import dev.migrator.cli.render.PlanView;
import dev.migrator.cli.render.PlanView.Detail;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.engine.Deadline;
import dev.migrator.error.UsageException;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Link;
import dev.migrator.estate.RatesFile;
import dev.migrator.estate.StoreUri;
import dev.migrator.plan.Work;
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import dev.migrator.store.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = {
      "Tell what a snapshot would have saved when, what does not fit before the deadline, and what"
          + " would help.",
      "Captures some seconds of each source of which no figures are given, and throws that away."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class PlanCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;
  @Mixin private final SourcesArgument sources = new SourcesArgument();
  @Mixin private final WorkersOption workers = new WorkersOption();
  @Mixin private final DeadlineOptions deadline;

  @Option(
      names = "--bundle",
      paramLabel = "AT",
      description =
          "Where the bundle is to be: the probe writes beside it. Without it, to a temporary"
              + " folder.")
  private @Nullable String bundle;

  @Option(
      names = "--link",
      paramLabel = "RATE",
      description = "What all sources share, as 1Gbit/s, if it is less than the probe would see.")
  private @Nullable String link;

  @Option(
      names = "--rates",
      paramLabel = "RATES.yaml",
      description =
          "Sizes and rates of sources, as in a scenario; what it names is not asked. See"
              + " docs/deadline.md.")
  private @Nullable Path rates;

  @Option(names = "--explain", description = "Also the queue, piece by piece, and why it is so.")
  private boolean explain;

  PlanCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
    this.deadline = new DeadlineOptions(around);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.GAPS, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    PlanRequest request = request();
    PlanResult plan;
    try (ProgressDisplay shown = progress.start()) {
      plan = around.verbs().plan(request, shown.progress()::phase, around.interruption().signal());
    }
    return output
        .printer("plan")
        .show(new PlanView(plan, explain ? Detail.EXPLAINED : Detail.USUAL));
  }

  private PlanRequest request() {
    SortedMap<String, Work> given = given();
    Estate estate =
        new EstateArguments(around.environment())
            .estate(sources.words(), source -> !given.containsKey(source));
    Optional<StoreAddress> place =
        Optional.ofNullable(bundle).map(at -> StoreUri.parse(at, around.environment()));
    place.ifPresent(at -> EstateArguments.refuseBundleWithinSource(at, estate));
    int requests = workers.count();
    return new PlanRequest(
        estate, place, workers.ranges(), requests, required(), linkBytesPerSecond(), given);
  }

  private SortedMap<String, Work> given() {
    if (rates == null) {
      return new TreeMap<>();
    }
    Estate onPaper = new EstateArguments(around.environment()).estate(sources.words(), _ -> false);
    return RatesFile.read(rates, onPaper);
  }

  private Deadline required() {
    return deadline
        .deadline()
        .orElseThrow(() ->
            new UsageException(
                "a plan needs a deadline", "Give --deadline, an instant or a span as +30h."));
  }

  private OptionalDouble linkBytesPerSecond() {
    return link == null ? OptionalDouble.empty() : OptionalDouble.of(Link.parse(link));
  }
}
