package dev.migrator.cli.option;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.estate.StoreUri;
import dev.migrator.store.StoreAddress;
import picocli.CommandLine.Parameters;

/// The bundle that a command reads.
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
public final class BundleArgument {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "BUNDLE",
      description = "A folder, or s3://BUCKET/PREFIX?endpoint=URL&region=NAME&profile=NAME.")
  private String bundle;

  public BundleArgument(Surroundings around) {
    this.around = around;
  }

  /// As the user named it.
  public String label() {
    return bundle;
  }

  public StoreAddress address() {
    return StoreUri.parse(bundle, around.environment());
  }
}
