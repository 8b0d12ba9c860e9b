package dev.migrator.discover;

import dev.migrator.discover.Discovery.Source;
import dev.migrator.estate.EstateText;
import java.util.Map;
import java.util.stream.Collectors;

/// The estate of a discovery as its file.
final class DiscoveryText {
  private DiscoveryText() {}

  static String estate(Discovery discovery) {
    Map<String, String> remarks =
        discovery.sources().stream().collect(Collectors.toMap(Source::name, Source::remark));
    return EstateText.of(discovery.estate(), heading(discovery), remarks);
  }

  private static String heading(Discovery discovery) {
    String account =
        discovery.accountId().isEmpty() ? "An account" : "Account " + discovery.accountId();
    StringBuilder heading = new StringBuilder();
    heading.append("%s in %s.\n".formatted(account, String.join(", ", discovery.regions())));
    heading.append(
        """
        Look through it before the first snapshot. A higher value is captured first; the values are guesses by kind, name and size:
        the account's configuration 95, databases 90, Redis 70, buckets named as configuration 80, as logs 20, as what can be made
        again 10, above 10 TB 40, others 50.
        """);
    discovery.notSeen().stream()
        .filter(NotSeen::hidesSomething)
        .forEach(one -> heading.append("NOT SEEN: %s: %s\n".formatted(one.place(), one.reason())));
    return heading.toString();
  }
}
