package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands below `redis:`.
final class RedisSection {
  private static final String[] KEYS = {"url", "password", "tables", "exclude", "create"};

  private RedisSection() {}

  static @Nullable DatabaseAddress source(Section of, YamlFile file) {
    Section section = of.section("redis", KEYS);
    return section == null ? null : address(section, file, List.of("tables", "exclude", "create"));
  }

  /// A database of Redis is always there, so there is nothing to create.
  static Targets.@Nullable DatabaseTarget target(Section of, YamlFile file) {
    Section section = of.section("redis", KEYS);
    DatabaseAddress address =
        section == null ? null : address(section, file, List.of("tables", "exclude"));
    return address == null ? null : new Targets.DatabaseTarget(address, Creation.FORBIDDEN);
  }

  private static @Nullable DatabaseAddress address(
      Section section, YamlFile file, List<String> meaningless) {
    meaningless.stream().filter(section::has).forEach(key -> refuse(section, key));
    String url = section.requiredText("url");
    String password = section.text("password");
    if (url == null) {
      return null;
    }
    try {
      return RedisUrl.parse(
          url, password == null ? null : new Secret(password), file.environment());
    } catch (IllegalArgumentException e) {
      section.problem("url", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void refuse(Section section, String key) {
    section.problem(
        key,
        key.equals("create")
            ? "\"create\" belongs into the targets file"
            : "\"%s\" does not apply to Redis, which has no tables; a database is chosen by its number in the URL"
                .formatted(key));
  }
}
