package dev.migrator.estate;

import dev.migrator.store.StoreAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes an estate as the file that [EstateFile] reads. In the place of each secret stands a
/// variable that bears the source's name.
public final class EstateText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();

  private final Estate estate;
  private final SortedSet<String> variables = new TreeSet<>();

  private EstateText(Estate estate) {
    this.estate = estate;
  }

  /// @param sources those that are to stand in it
  /// @param heading lines for people; what they need to set is told below
  public static String of(Estate estate, Set<String> sources, String heading) {
    return new EstateText(estate).text(sources, heading);
  }

  private String text(Set<String> sources, String heading) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("estate", AddressKeys.literal(estate.name()));
    Map<String, Object> named = new LinkedHashMap<>();
    sources.forEach(name -> named.put(name, source(name)));
    root.put("sources", named);
    estate.volumeBytes().ifPresent(bytes -> root.put("bundle", Map.of("volume-size", bytes + "B")));
    return comments(heading) + new Dump(SETTINGS).dumpToString(root);
  }

  private Map<String, Object> source(String name) {
    Map<String, Object> source = new LinkedHashMap<>();
    AddressKeys keys = new AddressKeys(name, variables);
    StoreAddress store = estate.sources().get(name);
    if (store != null) {
      keys.put(store, source);
    } else {
      keys.put(Objects.requireNonNull(estate.databases().get(name), name), source);
    }
    StandingKeys.put(estate.standing(name), source);
    return source;
  }

  private String comments(String heading) {
    StringBuilder comments = new StringBuilder();
    heading.lines().forEach(line -> comments.append("# ").append(line).append('\n'));
    if (!variables.isEmpty()) {
      comments.append(
          "# To be set in the environment: %s\n".formatted(String.join(" ", variables)));
    }
    return comments.toString();
  }
}
