package dev.migrator.discover;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What is known of each kind of resource: the table `lock-in.yaml`.
///
/// @param rules in the table's order
record Knowledge(List<Rule> rules) {
  static final Knowledge ALL = read();

  /// One entry of the table.
  ///
  /// @param subject kind and perhaps variant, `rds/instances:postgres`; empty where it is told with
  ///   others
  /// @param with kinds with which it is told once; empty where it has a subject
  record Rule(
      String subject, List<String> with, String title, LockInClass of, String what, String now) {}

  Optional<Rule> of(String subject) {
    return rules.stream().filter(rule -> rule.subject().equals(subject)).findFirst();
  }

  private static Knowledge read() {
    try (InputStream table =
        Objects.requireNonNull(Knowledge.class.getResourceAsStream("lock-in.yaml"))) {
      List<?> entries =
          (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(table);
      return new Knowledge(entries.stream().map(entry -> rule((Map<?, ?>) entry)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule rule(Map<?, ?> entry) {
    Object with = entry.containsKey("with") ? entry.get("with") : List.of();
    return new Rule(
        entry.containsKey("kind") ? text(entry, "kind") : "",
        ((List<?>) with).stream().map(Object::toString).toList(),
        text(entry, "title"),
        LockInClass.ofWire(text(entry, "class")),
        text(entry, "what"),
        text(entry, "now"));
  }

  private static String text(Map<?, ?> entry, String key) {
    return Objects.requireNonNull(entry.get(key), () -> key + " is missing in " + entry).toString();
  }
}
