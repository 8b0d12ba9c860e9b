package dev.migrator.discover;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migrator.store.account.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Services that an account was billed for and that nothing is asked of: the table
/// `billed-services.txt` has the others.
final class Unasked {
  static final String KIND = "bill/services";
  private static final String TABLE = "billed-services.txt";
  private static final Set<String> KNOWN = read();

  private Unasked() {}

  /// @param billed as AWS spells them
  static List<Resource> of(Collection<String> billed) {
    return billed.stream()
        .filter(service -> !KNOWN.contains(service) && !service.startsWith("AWS Support"))
        .map(service -> new Resource(KIND, "", service, JsonNodeFactory.instance.objectNode()))
        .toList();
  }

  private static Set<String> read() {
    try (InputStream table = Objects.requireNonNull(Unasked.class.getResourceAsStream(TABLE))) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
