package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stands below the name of a source or target that is a database: `postgres: …`.
final class DatabaseSection {
  static final List<String> KINDS = List.copyOf(DatabaseAddress.KINDS);

  private static final SortedMap<String, Boolean> TRUTH =
      new TreeMap<>(Map.of("true", true, "false", false));

  private final String kind;
  private final Section section;
  private final YamlFile file;

  private DatabaseSection(String kind, Section section, YamlFile file) {
    this.kind = kind;
    this.section = section;
    this.file = file;
  }

  /// @param of the source's section, which has one of [#KINDS]
  static @Nullable DatabaseAddress source(Section of, YamlFile file) {
    if (of.has("redis")) {
      return RedisSection.source(of, file);
    }
    if (of.has("dynamodb")) {
      return DynamoSection.source(of, file);
    }
    String kind = kindOf(of);
    Section section = of.section(kind, "url", "password", "tables", "exclude");
    return section == null ? null : new DatabaseSection(kind, section, file).address();
  }

  /// @param of the target's section, which has one of [#KINDS]
  static Targets.@Nullable DatabaseTarget target(Section of, YamlFile file) {
    if (of.has("redis")) {
      return RedisSection.target(of, file);
    }
    if (of.has("dynamodb")) {
      return DynamoSection.target(of, file);
    }
    String kind = kindOf(of);
    Section section = of.section(kind, "url", "password", "create");
    if (section == null) {
      return null;
    }
    DatabaseAddress address = new DatabaseSection(kind, section, file).address();
    boolean create = Boolean.TRUE.equals(section.oneOf("create", TRUTH));
    return address == null
        ? null
        : new Targets.DatabaseTarget(address, create ? Creation.ALLOWED : Creation.FORBIDDEN);
  }

  private static String kindOf(Section of) {
    return KINDS.stream().filter(of::has).findFirst().orElseThrow();
  }

  private @Nullable DatabaseAddress address() {
    String url = section.has("url") ? section.requiredText("url") : "";
    String password = section.text("password");
    TableFilter tables = tables();
    if (url == null || tables == null) {
      return null;
    }
    try {
      return parse(url, password == null ? null : new Secret(password), tables);
    } catch (IllegalArgumentException e) {
      section.problem("url", String.valueOf(e.getMessage()));
      return null;
    }
  }

  /// @param url empty where the clients' own settings say all
  private DatabaseAddress parse(String url, @Nullable Secret password, TableFilter tables) {
    return switch (kind) {
      case "mysql" ->
          MysqlUrl.parse(url.isEmpty() ? "mysql://" : url, password, tables, file.environment());
      case "postgres" ->
          PostgresUrl.parse(
              url.isEmpty() ? "postgresql://" : url, password, tables, file.environment());
      default -> throw new IllegalStateException("no such kind of database: " + kind);
    };
  }

  private @Nullable TableFilter tables() {
    List<String> include = section.texts("tables");
    List<String> exclude = section.texts("exclude");
    try {
      return TableFilter.ofSchemas(include, exclude);
    } catch (IllegalArgumentException e) {
      String pattern = String.valueOf(e.getMessage());
      section.problem(
          include.contains(pattern) ? "tables" : "exclude",
          "bad pattern \"%s\". Allowed: SCHEMA.TABLE, with * for any characters"
              .formatted(pattern));
      return null;
    }
  }
}
