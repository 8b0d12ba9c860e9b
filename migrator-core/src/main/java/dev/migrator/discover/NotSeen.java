package dev.migrator.discover;

import dev.migrator.store.account.NotRead;
import dev.migrator.store.account.NotRead.Why;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A question that was not answered for one reason, wherever it was asked: for people.
///
/// @param regions empty where the service has one place for the whole account
/// @param reason of the first region
public record NotSeen(String question, List<String> regions, Why why, String reason) {

  private record Case(String question, Why why) {}

  static List<NotSeen> of(List<NotRead> notRead) {
    Map<Case, List<NotRead>> cases =
        notRead.stream()
            .collect(
                Collectors.groupingBy(
                    one -> new Case(one.question(), one.why()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return cases.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
  }

  private static NotSeen of(Case of, List<NotRead> regions) {
    return new NotSeen(
        of.question(),
        regions.stream().map(NotRead::region).filter(region -> !region.isEmpty()).toList(),
        of.why(),
        regions.getFirst().reason());
  }

  /// `rds/instances in eu-west-1, us-east-1`
  public String place() {
    return regions.isEmpty() ? question : question + " in " + String.join(", ", regions);
  }

  /// Whether something may be there.
  public boolean hidesSomething() {
    return why != Why.ABSENT;
  }
}
