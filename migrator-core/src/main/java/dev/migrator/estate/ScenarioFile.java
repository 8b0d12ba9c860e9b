package dev.migrator.estate;

import dev.migrator.model.Margin;
import dev.migrator.plan.Capacity;
import dev.migrator.plan.Price;
import dev.migrator.simulate.Scenario;
import dev.migrator.simulate.Scenario.Outage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a scenario from its YAML file; `docs/deadline.md` has the schema.
public final class ScenarioFile {
  private static final String HINT =
      "Correct the scenario; docs/deadline.md tells what stands in one.";
  private static final double MOST_WORKERS = 100_000;
  private static final int DEFAULT_WORKERS = 32;
  private static final double GIGABIT = 125e6;

  private ScenarioFile() {}

  /// @throws dev.migrator.error.UsageException naming every problem of the file, with line and
  ///   column
  public static Scenario read(Path path) {
    YamlFile file = new YamlFile(path, Map.of(), HINT);
    Section root =
        Section.of(
            file.root(),
            "scenario",
            file,
            "deadline",
            "margin",
            "workers",
            "link",
            "sources",
            "outages",
            "suspended-early",
            "seed",
            "prices");
    Scenario scenario = root == null ? null : scenario(root, file);
    file.throwIfAnyProblem();
    if (scenario == null) {
      throw new IllegalStateException("a scenario without a problem was not read");
    }
    return scenario;
  }

  private static Scenario scenario(Section root, YamlFile file) {
    Duration deadline = root.requiredText("deadline") == null ? null : span(root, "deadline");
    Duration known = deadline == null ? Duration.ofHours(1) : deadline;
    List<Scenario.Source> sources = sources(root, file);
    return new Scenario(
        known,
        margin(root, known),
        new Capacity((int) number(root, "workers", DEFAULT_WORKERS, 1, MOST_WORKERS), link(root)),
        sources,
        outages(root, names(sources)),
        span(root, "suspended-early"),
        (long) number(root, "seed", 1, 0, 1L << 53),
        price(root));
  }

  private static Duration margin(Section root, Duration deadline) {
    Duration margin = span(root, "margin");
    Duration chosen = margin == null ? Margin.of(deadline) : margin;
    if (chosen.compareTo(deadline) >= 0) {
      root.problem(
          margin == null ? "deadline" : "margin", "the margin leaves no time before the deadline");
    }
    return chosen;
  }

  private static double link(Section root) {
    Double link = Quantities.read(root, "link", Quantity.BYTES_PER_SECOND);
    return link == null ? GIGABIT : link;
  }

  private static List<Scenario.Source> sources(Section root, YamlFile file) {
    List<Scenario.Source> sources = new ArrayList<>();
    Section named = root.requiredNames("sources");
    if (named != null) {
      named.forEach((name, tuple) -> {
        EstateFile.checkName(name, tuple.getKeyNode(), file);
        Scenario.Source source = ScenarioSource.read(name, tuple.getValueNode(), file);
        if (source != null) {
          sources.add(source);
        }
      });
      if (named.isEmpty()) {
        root.problem("sources", "\"sources\" names no source; name at least one");
      }
    }
    return sources;
  }

  private static Set<String> names(List<Scenario.Source> sources) {
    Set<String> names = new HashSet<>();
    sources.forEach(source -> names.add(source.work().source()));
    return names;
  }

  private static List<Outage> outages(Section root, Set<String> sources) {
    List<Outage> outages = new ArrayList<>();
    for (Section one : root.sections("outages", "at", "for", "source")) {
      Duration at = one.requiredText("at") == null ? null : span(one, "at");
      Duration lasting = one.requiredText("for") == null ? null : span(one, "for");
      String source = one.text("source");
      if (source != null && !sources.contains(source)) {
        one.problem("source", "there is no source " + one.quoted("source"));
      } else if (at != null && lasting != null) {
        outages.add(new Outage(at, lasting, source));
      }
    }
    return outages;
  }

  private static Price price(Section root) {
    Section prices = root.section("prices", "per-gigabyte", "per-thousand-objects");
    return prices == null
        ? Price.NONE
        : new Price(
            number(prices, "per-thousand-objects", 0, 0, 1e9) / 1e3,
            number(prices, "per-gigabyte", 0, 0, 1e9) / 1e9);
  }

  private static @Nullable Duration span(Section section, String key) {
    Double seconds = Quantities.read(section, key, Quantity.SECONDS);
    return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1e3));
  }

  private static double number(
      Section section, String key, double without, double least, double most) {
    return Quantities.within(section, key, Quantity.NUMBER, without, least, most);
  }
}
