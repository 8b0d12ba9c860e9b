package dev.migrator.store.account;

import java.util.List;
import java.util.stream.Stream;

/// All that an account was seen to hold.
///
/// @param accountId twelve digits; empty where the host has no notion of accounts
/// @param regions that were looked at, ascending
/// @param resources by key
/// @param notRead what did not answer
public record Inventory(
    String accountId, List<String> regions, List<Resource> resources, List<NotRead> notRead) {

  public Inventory {
    regions = List.copyOf(regions);
    resources = List.copyOf(resources);
    notRead = List.copyOf(notRead);
  }

  public Stream<Resource> ofKind(String kind) {
    return resources.stream().filter(resource -> resource.kind().equals(kind));
  }

  /// Whether something may be there that was not seen.
  public boolean isIncomplete() {
    return notRead.stream().anyMatch(NotRead::hidesSomething);
  }
}
