package dev.migrator.estate;

import dev.migrator.estate.Standing.About;
import dev.migrator.estate.Standing.Making;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands beside the kind of a source: `value`, `derived`, `about`, `first`, `last`.
final class StandingSection {
  static final String[] KEYS = {"value", "derived", "about", "first", "last"};

  private static final Pattern VALUE = Pattern.compile("\\d|[1-9]\\d|100");
  private static final SortedMap<String, Making> DERIVED =
      new TreeMap<>(Map.of("true", Making.DERIVED, "false", Making.ORIGINAL));
  private static final double MOST_OBJECTS = 1e12;
  private static final double MOST_BYTES = 1e18;
  private static final double MOST_SECONDS = 1e9;

  private final Section source;

  private StandingSection(Section source) {
    this.source = source;
  }

  static Standing read(Section source) {
    StandingSection section = new StandingSection(source);
    if (Kinds.isDatabase(source)) {
      for (String key : List.of("about", "first", "last")) {
        if (source.has(key)) {
          source.problem(key, "\"" + key + "\" is for stores alone");
        }
      }
    }
    return new Standing(
        section.value(),
        section.making(),
        section.about(),
        section.rules("first"),
        section.rules("last"));
  }

  private OptionalInt value() {
    String text = source.text("value");
    if (text != null && !VALUE.matcher(text).matches()) {
      source.problem(
          "value", "bad value " + source.quoted("value") + " for \"value\". Allowed: 0 to 100");
      return OptionalInt.empty();
    }
    return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  private Making making() {
    Making told = source.has("derived") ? source.oneOf("derived", DERIVED) : null;
    return told == null ? Making.ORIGINAL : told;
  }

  private Optional<About> about() {
    Section about = source.section("about", "objects", "bytes");
    if (about == null) {
      return Optional.empty();
    }
    about.requiredText("objects");
    about.requiredText("bytes");
    return Optional.of(
        new About(
            (long) Quantities.within(about, "objects", Quantity.NUMBER, 0, 0, MOST_OBJECTS),
            (long) Quantities.within(about, "bytes", Quantity.BYTES, 0, 0, MOST_BYTES)));
  }

  private List<Rule> rules(String key) {
    return source.sections(key, "prefix", "pattern", "newer", "older", "smaller", "larger").stream()
        .map(rule -> rule(key, rule))
        .toList();
  }

  private Rule rule(String key, Section rule) {
    if (rule.isEmpty()) {
      source.problem(key, "a rule of \"" + key + "\" says nothing; it would be about all objects");
    }
    String prefix = rule.text("prefix");
    return new Rule(
        prefix == null ? "" : prefix,
        rule.text("pattern"),
        span(rule, "newer"),
        span(rule, "older"),
        size(rule, "smaller"),
        size(rule, "larger"));
  }

  private static @Nullable Duration span(Section rule, String key) {
    return rule.has(key)
        ? Duration.ofMillis(
            Math.round(1000 * Quantities.within(rule, key, Quantity.SECONDS, 0, 0, MOST_SECONDS)))
        : null;
  }

  private static @Nullable Long size(Section rule, String key) {
    return rule.has(key)
        ? (Long) (long) Quantities.within(rule, key, Quantity.BYTES, 0, 0, MOST_BYTES)
        : null;
  }
}
