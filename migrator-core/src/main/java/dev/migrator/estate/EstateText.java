package dev.migrator.estate;

import dev.migrator.store.StoreAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes an estate as the file that [EstateFile] reads. In the place of each secret stands a
/// variable that bears the source's name.
public final class EstateText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();

  /// What a comment cannot hold, or would end it: what hosts say stands in them.
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]");

  private final Estate estate;
  private final SortedSet<String> variables = new TreeSet<>();

  private final Map<String, String> remarks;

  private EstateText(Estate estate, Map<String, String> remarks) {
    this.estate = estate;
    this.remarks = remarks;
  }

  /// @param sources those that are to stand in it
  /// @param heading lines for people; what they need to set is told below
  public static String of(Estate estate, Set<String> sources, String heading) {
    return new EstateText(estate, Map.of()).text(sources, heading);
  }

  /// As [#of(Estate, Set, String)], all sources.
  ///
  /// @param remarks lines for people, by source
  public static String of(Estate estate, String heading, Map<String, String> remarks) {
    Set<String> all = new TreeSet<>(estate.sources().keySet());
    all.addAll(estate.databases().keySet());
    return new EstateText(estate, remarks).text(all, heading);
  }

  private String text(Set<String> sources, String heading) {
    StringBuilder text = new StringBuilder();
    text.append(yaml(Map.of("estate", AddressKeys.literal(estate.name())))).append("sources:\n");
    for (String name : sources) {
      text.append(commented(remarks.getOrDefault(name, "")).indent(2));
      text.append(yaml(Map.of(name, source(name))).indent(2));
    }
    estate
        .volumeBytes()
        .ifPresent(
            bytes -> text.append(yaml(Map.of("bundle", Map.of("volume-size", bytes + "B")))));
    return comments(heading) + text;
  }

  private static String yaml(Map<String, Object> mapping) {
    return new Dump(SETTINGS).dumpToString(mapping);
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
    StringBuilder comments = new StringBuilder(commented(heading));
    if (!variables.isEmpty()) {
      comments.append(
          "# To be set in the environment: %s\n".formatted(String.join(" ", variables)));
    }
    return comments.toString();
  }

  private static String commented(String lines) {
    return lines
        .lines()
        .map(line -> "# " + UNFIT.matcher(line).replaceAll(" ") + "\n")
        .collect(Collectors.joining());
  }
}
