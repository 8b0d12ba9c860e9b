package dev.migrator.estate;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/// Reads from its YAML file where the sources of a bundle are to be restored to.
public final class TargetsFile {
  private static final String HINT = "Correct the targets file; nothing was done.";

  private TargetsFile() {}

  /// @param environment what `${NAME}` is read from
  /// @throws dev.migrator.error.UsageException naming every problem of the file, with line and
  ///   column; never a secret
  public static Targets read(Path path, Map<String, String> environment) {
    YamlFile file = new YamlFile(path, environment, HINT);
    Section root = Section.of(file.root(), "targets file", file, "targets");
    Targets targets = new Targets(new TreeMap<>(), new TreeMap<>());
    Section named = root == null ? null : root.requiredNames("targets");
    if (root != null && named != null) {
      named.forEach((source, tuple) -> addTarget(targets, source, tuple, file));
      if (named.isEmpty()) {
        root.problem("targets", "\"targets\" names no source; name at least one");
      }
    }
    file.throwIfAnyProblem();
    return targets;
  }

  private static void addTarget(Targets targets, String source, NodeTuple tuple, YamlFile file) {
    EstateFile.checkName(source, tuple.getKeyNode(), file);
    Section section = Kinds.target(source, tuple.getValueNode(), file);
    if (section != null && Kinds.isDatabase(section)) {
      EstateFile.putIfRead(targets.databases(), source, DatabaseSection.target(section, file));
    } else if (section != null) {
      EstateFile.putIfRead(targets.bySource(), source, StoreSection.target(section, file));
    }
  }
}
