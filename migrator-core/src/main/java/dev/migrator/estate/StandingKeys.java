package dev.migrator.estate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the keys that [StandingSection] reads.
final class StandingKeys {
  private StandingKeys() {}

  static void put(Standing standing, Map<String, Object> source) {
    standing.value().ifPresent(value -> source.put("value", value));
    switch (standing.making()) {
      case ORIGINAL -> {}
      case DERIVED -> source.put("derived", true);
    }
    standing
        .about()
        .ifPresent(about ->
            source.put("about", Map.of("objects", about.objects(), "bytes", about.bytes() + "B")));
    putRules("first", standing.first(), source);
    putRules("last", standing.last(), source);
  }

  private static void putRules(String key, List<Rule> rules, Map<String, Object> source) {
    if (!rules.isEmpty()) {
      source.put(key, rules.stream().map(StandingKeys::rule).toList());
    }
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (!rule.prefix().isEmpty()) {
      keys.put("prefix", AddressKeys.literal(rule.prefix()));
    }
    if (rule.pattern() != null) {
      keys.put("pattern", AddressKeys.literal(rule.pattern()));
    }
    putSpan("newer", rule.newer(), keys);
    putSpan("older", rule.older(), keys);
    putSize("smaller", rule.smallerBytes(), keys);
    putSize("larger", rule.largerBytes(), keys);
    return keys;
  }

  private static void putSpan(String key, @Nullable Duration span, Map<String, Object> keys) {
    if (span != null) {
      keys.put(key, span.toMillis() + "ms");
    }
  }

  private static void putSize(String key, @Nullable Long bytes, Map<String, Object> keys) {
    if (bytes != null) {
      keys.put(key, bytes + "B");
    }
  }
}
