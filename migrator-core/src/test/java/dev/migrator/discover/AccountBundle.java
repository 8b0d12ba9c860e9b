package dev.migrator.discover;

import dev.migrator.Migrator;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.EstateFile;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.Target;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Gap;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An account as a source of a bundle in a folder.
record AccountBundle(Path folder, AccountAddress account) {

  static AccountBundle of(Path folder, URI endpoint, String accessKeyId, String secret) {
    return new AccountBundle(
        folder,
        new AccountAddress(
            List.of(HostedAccount.REGION),
            endpoint,
            new StaticCredentials(accessKeyId, secret, null)));
  }

  Discovery discover() {
    return discover(new Progress());
  }

  Discovery discover(Progress progress) {
    return new Migrator().discover(account, progress);
  }

  /// Writes the estate's file and reads it, with something in the place of each variable.
  Estate written(Discovery discovery) throws IOException {
    Path file = folder.resolve("estate.yaml");
    Files.writeString(file, discovery.estateText());
    Map<String, String> environment = new HashMap<>();
    Pattern.compile("\\$\\{(\\w+)}")
        .matcher(discovery.estateText())
        .results()
        .forEach(variable -> environment.put(variable.group(1), "given"));
    return EstateFile.read(file, environment);
  }

  SnapshotResult snapshot() {
    Estate estate =
        new Estate("e", new TreeMap<>(Map.of("account", account)), OptionalLong.empty());
    return new Migrator()
        .snapshot(
            new SnapshotRequest(estate, place("bundle"), 4, 8, Optional.empty()),
            new Progress(),
            new StopSignal());
  }

  private FilesAddress place(String name) {
    return new FilesAddress(folder.resolve(name).toString());
  }

  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    try (var bundle = new Migrator().open(place("bundle"))) {
      bundle.gaps(bundle.head(), "account", gaps::add);
    }
    return gaps;
  }

  /// @return path below the folder to text, by path
  TreeMap<String, String> restored() throws IOException {
    Targets targets =
        new Targets(
            new TreeMap<>(Map.of("account", new Target(place("restored"), Creation.ALLOWED))),
            new TreeMap<>());
    var _ =
        new Migrator()
            .restore(
                new RestoreRequest(
                    place("bundle"), OptionalLong.empty(), targets, List.of(), Nonempty.REFUSE, 4),
                _ -> {},
                new Progress(),
                new StopSignal());
    return texts(folder.resolve("restored"));
  }

  static TreeMap<String, String> texts(Path root) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
