package dev.migrator.estate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// What stands below the name of a source or target: one of the kinds that there are.
final class Kinds {
  private static final List<String> STORES = List.of("s3", "files");

  /// It can be read, not written.
  private static final List<String> ACCOUNT = List.of("account");

  private Kinds() {}

  /// @param others keys that may stand beside the kind
  /// @return null where it is not exactly one of them, which is a problem of the file
  static @Nullable Section source(String name, Node node, YamlFile file, String... others) {
    return section(name, node, file, ACCOUNT, others);
  }

  /// As [#source].
  static @Nullable Section target(String name, Node node, YamlFile file) {
    return section(name, node, file, List.of());
  }

  private static @Nullable Section section(
      String name, Node node, YamlFile file, List<String> more, String... others) {
    List<String> kinds = new ArrayList<>(STORES);
    kinds.addAll(more);
    kinds.addAll(DatabaseSection.KINDS);
    List<String> allowed = new ArrayList<>(kinds);
    allowed.addAll(List.of(others));
    Section section = Section.of(node, name, file, allowed.toArray(String[]::new));
    if (section == null || kinds.stream().filter(section::has).count() == 1) {
      return section;
    }
    if (section.hasOnlyKnownKeys()) {
      file.problem(
          node, "\"%s\" needs exactly one of %s".formatted(name, String.join(", ", kinds)));
    }
    return null;
  }

  static boolean isDatabase(Section section) {
    return DatabaseSection.KINDS.stream().anyMatch(section::has);
  }
}
