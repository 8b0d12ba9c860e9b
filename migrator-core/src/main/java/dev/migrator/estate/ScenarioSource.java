package dev.migrator.estate;

import dev.migrator.plan.Piece;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import dev.migrator.simulate.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// What stands on paper of one source: a store's objects, or a database's tables, and its rates.
final class ScenarioSource {
  private static final SortedMap<String, Nature> DERIVED =
      new TreeMap<>(Map.of("true", Nature.DERIVED, "false", Nature.USUAL));

  /// Of an object's size, as a part of the mean: many small ones and few large.
  private static final double LOGNORMAL = 3;

  private static final SortedMap<String, Double> SIZES =
      new TreeMap<>(Map.of("fixed", 0.0, "lognormal", LOGNORMAL));
  private static final double MOST_OBJECTS = 1e12;
  private static final double MOST_BYTES = 1e18;

  private static final List<String> OF_STORES =
      List.of(
          "objects",
          "bytes",
          "sizes",
          "per-object",
          "per-connection",
          "connections",
          "requests",
          "spread");
  private static final List<String> OF_DATABASES =
      List.of("bytes", "tables", "per-object", "per-connection", "connections", "spread");

  private final Section section;
  private final String count;
  private final Defaults defaults;

  private record Defaults(int connections, int value, double perObject, Nature nature) {}

  private static final Defaults STORE = new Defaults(64, 50, 0.035, Nature.USUAL);
  private static final Defaults DATABASE = new Defaults(4, 90, 0.05, Nature.IRREPLACEABLE);
  private static final double PER_CONNECTION = 40e6;
  private static final double SPREAD = 0.2;

  private ScenarioSource(Section section, String count, Defaults defaults) {
    this.section = section;
    this.count = count;
    this.defaults = defaults;
  }

  /// Of a scenario, where it also says what the source is worth.
  static Scenario.@Nullable Source read(String name, Node node, YamlFile file) {
    return read(name, node, file, List.of("value", "derived"), List.of("value"));
  }

  /// Of what an estate names: that says what the source is worth.
  static @Nullable Work given(String name, Node node, YamlFile file, Estate estate) {
    Scenario.Source read = read(name, node, file, List.of(), List.of());
    if (read == null) {
      return null;
    }
    Work work = read.work();
    return new Work(name, estate.nature(name), estate.value(name), work.rates(), work.pieces());
  }

  private static Scenario.@Nullable Source read(
      String name, Node node, YamlFile file, List<String> ofStores, List<String> ofDatabases) {
    Section any = Section.ofNames(node, name, file);
    if (any == null) {
      return null;
    }
    if (any.has("database")) {
      Section of = Section.of(node, name, file, "database");
      Section database =
          of == null ? null : of.section("database", both(OF_DATABASES, ofDatabases));
      return database == null
          ? null
          : new ScenarioSource(database, "tables", DATABASE).source(name);
    }
    Section store = Section.of(node, name, file, both(OF_STORES, ofStores));
    return store == null ? null : new ScenarioSource(store, "objects", STORE).source(name);
  }

  private static String[] both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toArray(String[]::new);
  }

  private Scenario.Source source(String name) {
    List<Double> sizes = sizes();
    section.requiredText(count);
    long objects = (long) figure(count, Quantity.NUMBER, 1, 1, MOST_OBJECTS);
    Work work =
        new Work(
            name,
            nature(),
            (int) figure("value", Quantity.NUMBER, defaults.value, 0, 100),
            rates(),
            Piece.numbered(objects, bytes(objects, sizes)));
    return new Scenario.Source(work, variation(sizes));
  }

  private Nature nature() {
    Nature told = section.has("derived") ? section.oneOf("derived", DERIVED) : null;
    return told == null ? defaults.nature : told;
  }

  private Rates rates() {
    double bytesPerSecond =
        figure("per-connection", Quantity.BYTES_PER_SECOND, PER_CONNECTION, 1, MOST_BYTES);
    double requests =
        section.has("requests")
            ? figure("requests", Quantity.NUMBER, 1, 0.001, MOST_OBJECTS)
            : Double.POSITIVE_INFINITY;
    return new Rates(
        figure("per-object", Quantity.SECONDS, defaults.perObject, 0, 3600),
        1 / bytesPerSecond,
        figure("spread", Quantity.NUMBER, SPREAD, 0, 2),
        (int) figure("connections", Quantity.NUMBER, defaults.connections, 1, 100_000),
        requests);
  }

  private long bytes(long objects, List<Double> sizes) {
    if (!sizes.isEmpty() && !section.has("bytes")) {
      return Math.round(objects * mean(sizes));
    }
    section.requiredText("bytes");
    return (long) figure("bytes", Quantity.BYTES, 0, 0, MOST_BYTES);
  }

  /// The sizes where they are a list; empty where they are a word, or not there.
  private List<Double> sizes() {
    List<Double> sizes = new ArrayList<>();
    if (section.isList("sizes")) {
      for (String text : section.texts("sizes")) {
        OptionalDouble size = Quantity.BYTES.parse(text);
        size.ifPresent(sizes::add);
        if (size.isEmpty()) {
          section.problem("sizes", "bad size \"" + text + "\". Allowed: " + Quantity.BYTES.allowed);
        }
      }
    }
    return sizes;
  }

  private double variation(List<Double> sizes) {
    if (section.isList("sizes")) {
      double mean = mean(sizes);
      double square =
          sizes.stream().mapToDouble(size -> (size - mean) * (size - mean)).average().orElse(0);
      return mean > 0 ? Math.sqrt(square) / mean : 0;
    }
    Double known = section.has("sizes") ? section.oneOf("sizes", SIZES) : null;
    return known == null ? LOGNORMAL : known;
  }

  private static double mean(List<Double> sizes) {
    return sizes.stream().mapToDouble(size -> size).average().orElse(0);
  }

  private double figure(String key, Quantity kind, double without, double least, double most) {
    return Quantities.within(section, key, kind, without, least, most);
  }
}
