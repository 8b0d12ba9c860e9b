package dev.migrator.cli.command;

import dev.migrator.error.UsageException;
import dev.migrator.estate.Estate;
import dev.migrator.estate.EstateFile;
import dev.migrator.estate.NamedSources;
import dev.migrator.estate.StoreUri;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What is to be saved, from the words of the command line.
record EstateArguments(Map<String, String> environment) {

  static boolean isYaml(String word) {
    return !word.contains("://") && (word.endsWith(".yaml") || word.endsWith(".yml"));
  }

  Estate estate(List<String> words) {
    return estate(words, _ -> true);
  }

  /// @param isReached of the name of a source; where it is not, variables need not be set
  Estate estate(List<String> words, Predicate<String> isReached) {
    if (words.stream().noneMatch(EstateArguments::isYaml)) {
      return NamedSources.estate(words.stream().map(this::source).toList());
    }
    if (words.size() > 1) {
      throw new UsageException(
          "an estate file stands alone, not beside other sources: " + String.join(" ", words),
          "Name the other sources in the estate file.");
    }
    return EstateFile.read(Path.of(words.getFirst()), environment, isReached);
  }

  private StoreAddress source(String word) {
    StoreAddress address = StoreUri.parse(word, environment);
    if (!(address instanceof FilesAddress(String path))) {
      return address;
    }
    if (Files.isRegularFile(Path.of(path))) {
      throw new UsageException(
          path + " is a file; a source is a folder or a bucket",
          "Name the folder that it lies in; an estate file's name ends in .yaml.");
    }
    return new FilesAddress(Path.of(path).toAbsolutePath().normalize().toString());
  }

  /// A bundle in a folder that is saved would save itself.
  static void refuseBundleWithinSource(StoreAddress bundle, Estate estate) {
    if (!(bundle instanceof FilesAddress at)) {
      return;
    }
    Path place = at.folder().toAbsolutePath().normalize();
    estate
        .sources()
        .forEach((name, source) -> {
          if (source instanceof FilesAddress files
              && place.startsWith(files.folder().toAbsolutePath().normalize())) {
            throw new UsageException(
                "the bundle "
                    + bundle.label()
                    + " lies within source "
                    + name
                    + ", "
                    + source.label()
                    + ", and would be saved into itself",
                "Choose a place for the bundle outside of its sources.");
          }
        });
  }
}
