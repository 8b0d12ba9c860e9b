package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.database.DatabaseTarget.Creation;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands below `dynamodb:`.
final class DynamoSection {
  private static final String[] KEYS = {
    "table", "prefix", "region", "endpoint", "credentials", "read-percent", "export", "create"
  };
  private static final List<String> OF_SOURCES = List.of("read-percent", "export");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{0,255}");
  private static final int USUAL_READ_PERCENT = 50;
  private static final SortedMap<String, Creation> CREATIONS =
      new TreeMap<>(Map.of("true", Creation.ALLOWED));

  private final Section section;
  private final YamlFile file;

  private DynamoSection(Section section, YamlFile file) {
    this.section = section;
    this.file = file;
  }

  static @Nullable DynamoAddress source(Section of, YamlFile file) {
    Section section = of.section("dynamodb", KEYS);
    if (section == null) {
      return null;
    }
    if (section.has("create")) {
      section.problem("create", "\"create\" belongs into the targets file");
    }
    if (!section.has("table") && !section.has("prefix")) {
      of.problem("dynamodb", "name a \"table\", or a \"prefix\" of names (\"\" for all tables)");
    }
    return new DynamoSection(section, file).address();
  }

  /// Tables are always made: without them there is nothing to restore to.
  static Targets.@Nullable DatabaseTarget target(Section of, YamlFile file) {
    Section section = of.section("dynamodb", KEYS);
    if (section == null) {
      return null;
    }
    OF_SOURCES.stream()
        .filter(section::has)
        .forEach(key -> section.problem(key, "\"%s\" belongs into the estate file".formatted(key)));
    Creation _ = section.oneOf("create", CREATIONS);
    return new Targets.DatabaseTarget(new DynamoSection(section, file).address(), Creation.ALLOWED);
  }

  private DynamoAddress address() {
    return new DynamoAddress(
        AwsSection.endpoint(section, "DYNAMODB", file).uri(),
        section.text("region"),
        AwsSection.credentials(section),
        tables(),
        readPercent(),
        StoreSection.bucket(section, "export", file));
  }

  private Tables tables() {
    if (section.has("table") && section.has("prefix")) {
      section.problem("prefix", "give either \"table\" or \"prefix\", not both");
    }
    if (section.has("table")) {
      String name = section.requiredText("table");
      return new Tables.Named(name == null ? "" : checked("table", name));
    }
    String prefix = section.text("prefix");
    return new Tables.Prefixed(prefix == null ? "" : checked("prefix", prefix));
  }

  private String checked(String key, String name) {
    if (!NAME.matcher(name).matches()) {
      section.problem(
          key,
          "bad %s %s. Allowed: letters, digits, and _ . -".formatted(key, section.quoted(key)));
    }
    return name;
  }

  private int readPercent() {
    String text = section.text("read-percent");
    if (text == null) {
      return USUAL_READ_PERCENT;
    }
    if (!text.matches("[1-9]\\d?|100")) {
      section.problem(
          "read-percent",
          "bad value %s for \"read-percent\". Allowed: 1 to 100"
              .formatted(section.quoted("read-percent")));
      return USUAL_READ_PERCENT;
    }
    return Integer.parseInt(text);
  }
}
