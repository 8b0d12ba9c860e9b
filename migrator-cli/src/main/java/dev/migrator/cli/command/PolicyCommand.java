package dev.migrator.cli.command;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.SourcesArgument;
import dev.migrator.cli.render.PolicyView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.estate.Estate;
import dev.migrator.estate.StoreUri;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "policy",
    description = {
      "Tell which rights a snapshot of these sources needs, and no more: an IAM policy for AWS,"
          + " commands for databases.",
      "Nothing is asked of any host."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class PolicyCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final SourcesArgument sources = new SourcesArgument();

  @Option(
      names = "--bundle",
      paramLabel = "AT",
      description = "Where the bundle is to be, for the rights that writing it takes.")
  private @Nullable String bundle;

  PolicyCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    Estate estate = new EstateArguments(around.environment()).estate(sources.words());
    var place = Optional.ofNullable(bundle).map(at -> StoreUri.parse(at, around.environment()));
    return output.printer("policy").show(new PolicyView(around.verbs().policy(estate, place)));
  }
}
