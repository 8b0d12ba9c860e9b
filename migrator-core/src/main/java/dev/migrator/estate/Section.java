package dev.migrator.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of a YAML file. Whatever is wrong is added to the file's problems; the answer then
/// is null, as for a key that is not there.
final class Section {
  private final Node node;
  private final String name;
  private final YamlFile file;
  private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();
  private final Map<String, Section> parts = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private boolean onlyKnownKeys = true;

  private Section(Node node, String name, YamlFile file) {
    this.node = node;
    this.name = name;
    this.file = file;
  }

  /// A mapping whose keys are known.
  static @Nullable Section of(Node node, String name, YamlFile file, String... allowed) {
    Section section = ofNames(node, name, file);
    if (section != null) {
      section.refuseOthersThan(List.of(allowed));
    }
    return section;
  }

  /// A mapping whose keys are names that the user chose.
  static @Nullable Section ofNames(Node node, String name, YamlFile file) {
    if (!(node instanceof MappingNode mapping)) {
      file.problem(node, "\"" + name + "\" must be a mapping of keys to values, not " + kind(node));
      return null;
    }
    Section section = new Section(node, name, file);
    mapping.getValue().forEach(section::take);
    return section;
  }

  private void take(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      file.problem(tuple.getKeyNode(), "a key must be plain text");
    } else if (tuples.putIfAbsent(key.getValue(), tuple) != null) {
      file.problem(key, "\"" + key.getValue() + "\" stands twice in \"" + name + "\"");
    }
  }

  private void refuseOthersThan(List<String> allowed) {
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !allowed.contains(key.getValue())) {
        onlyKnownKeys = false;
        file.problem(
            key,
            "unknown key \""
                + key.getValue()
                + "\" in \""
                + name
                + "\""
                + Suggestion.among(allowed, key.getValue()));
      }
    }
  }

  boolean has(String key) {
    return tuples.containsKey(key);
  }

  boolean hasOnlyKnownKeys() {
    return onlyKnownKeys;
  }

  boolean isEmpty() {
    return tuples.isEmpty();
  }

  void forEach(BiConsumer<String, NodeTuple> consumer) {
    tuples.forEach(consumer);
  }

  private @Nullable Node value(String key) {
    NodeTuple tuple = tuples.get(key);
    return tuple == null ? null : tuple.getValueNode();
  }

  /// The text of a scalar with its variables filled in.
  @Nullable String text(String key) {
    Node value = value(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      problem(key, "\"" + key + "\" must be text, not " + kind(value));
      return null;
    }
    String text = file.fill(scalar, problem -> problem(key, "\"" + key + "\": " + problem));
    return reported.contains(key) ? null : text;
  }

  /// As [#text], and neither missing nor blank.
  @Nullable String requiredText(String key) {
    if (!require(key)) {
      return null;
    }
    String text = text(key);
    if (text != null && text.isBlank()) {
      problem(key, "\"" + key + "\" is empty");
      return null;
    }
    return text;
  }

  /// The texts of a list; empty where it is missing or wrong.
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
        texts.add(file.fill(scalar, problem -> problem(key, "\"" + key + "\": " + problem)));
      } else {
        file.problem(item, "\"" + key + "\" must be a list of texts, not of " + kind(item));
      }
    }
    return texts;
  }

  private List<Node> items(String key) {
    Node value = value(key);
    if (value instanceof SequenceNode list) {
      return list.getValue();
    }
    if (value != null) {
      problem(key, "\"" + key + "\" must be a list, not " + kind(value));
    }
    return List.of();
  }

  @Nullable Section section(String key, String... allowed) {
    Node value = value(key);
    Section part = value == null ? null : of(value, key, file, allowed);
    if (part != null) {
      parts.put(key, part);
    }
    return part;
  }

  boolean isList(String key) {
    return value(key) instanceof SequenceNode;
  }

  /// The mappings of a list; empty where it is missing or wrong.
  List<Section> sections(String key, String... allowed) {
    return items(key).stream()
        .map(item -> of(item, key, file, allowed))
        .filter(Objects::nonNull)
        .toList();
  }

  /// The section that [#section] has read already.
  @Nullable Section part(String key) {
    return parts.get(key);
  }

  @Nullable Section requiredNames(String key) {
    Node value = value(key);
    return require(key) && value != null ? ofNames(value, key, file) : null;
  }

  private boolean require(String key) {
    if (!has(key)) {
      file.problem(node, "\"" + key + "\" is missing in \"" + name + "\"");
    }
    return has(key);
  }

  /// One of a few words, each with what it stands for.
  <T> @Nullable T oneOf(String key, SortedMap<String, T> meanings) {
    String word = text(key);
    if (word == null) {
      return null;
    }
    T meaning = meanings.get(word);
    if (meaning == null) {
      problem(
          key,
          "bad value "
              + quoted(key)
              + " for \""
              + key
              + "\""
              + Suggestion.among(meanings.keySet(), word));
    }
    return meaning;
  }

  /// Adds a problem with the value of a key.
  void problem(String key, String message) {
    reported.add(key);
    Node value = value(key);
    file.problem(value == null ? node : value, message);
  }

  /// The value as it stands in the file, so that what a variable holds is never shown.
  String quoted(String key) {
    return value(key) instanceof ScalarNode scalar ? "\"" + scalar.getValue() + "\"" : "";
  }

  private static String kind(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      default -> "plain text";
    };
  }
}
