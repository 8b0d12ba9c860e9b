package dev.migrator.estate;

import dev.migrator.estate.Targets.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
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
    SortedMap<String, Target> targets = new TreeMap<>();
    Section named = root == null ? null : root.requiredNames("targets");
    if (root != null && named != null) {
      named.forEach((source, tuple) -> addTarget(targets, source, tuple, file));
      if (named.isEmpty()) {
        root.problem("targets", "\"targets\" names no source; name at least one");
      }
    }
    file.throwIfAnyProblem();
    return new Targets(targets);
  }

  private static void addTarget(
      SortedMap<String, Target> targets, String source, NodeTuple tuple, YamlFile file) {
    EstateFile.checkName(source, tuple.getKeyNode(), file);
    Target target = StoreSection.target(source, tuple.getValueNode(), file);
    if (target != null) {
      targets.put(source, target);
    }
  }
}
