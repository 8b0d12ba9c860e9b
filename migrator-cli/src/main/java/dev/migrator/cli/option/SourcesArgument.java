package dev.migrator.cli.option;

import java.util.List;
import picocli.CommandLine.Parameters;

/// What is to be saved.
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
public final class SourcesArgument {
  @Parameters(
      arity = "1..*",
      paramLabel = "ESTATE.yaml|URI",
      description =
          "An estate file; or folders and s3://BUCKET/PREFIX?endpoint=URL&region=NAME&path-style=true"
              + "&profile=NAME&versions=latest, each a source with the name of its bucket or"
              + " folder.")
  private List<String> words;

  public List<String> words() {
    return words;
  }
}
