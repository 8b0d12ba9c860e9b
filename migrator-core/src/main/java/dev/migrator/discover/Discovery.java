package dev.migrator.discover;

import dev.migrator.estate.Estate;
import dev.migrator.store.account.NotRead;
import java.util.List;
import java.util.OptionalLong;

/// What an account was found to hold.
///
/// @param accountId twelve digits; empty where the host has no notion of accounts
/// @param regions that were looked at, ascending
/// @param sources by value, the highest first, then by name
/// @param notRead what did not answer
public record Discovery(
    String accountId,
    List<String> regions,
    Estate estate,
    List<Source> sources,
    LockIn lockIn,
    List<NotRead> notRead) {

  public Discovery {
    regions = List.copyOf(regions);
    sources = List.copyOf(sources);
    notRead = List.copyOf(notRead);
  }

  /// One source of the estate.
  ///
  /// @param label its address
  /// @param objects rows where it is a database; empty where not known
  /// @param bytes empty where not known
  /// @param remark where the figures come from and what to look after, in lines
  public record Source(
      String name,
      String label,
      int value,
      OptionalLong objects,
      OptionalLong bytes,
      String remark) {}

  /// Whether something may be there that was not seen.
  public boolean isIncomplete() {
    return notRead.stream().anyMatch(NotRead::hidesSomething);
  }

  /// What did not answer, each question once.
  public List<NotSeen> notSeen() {
    return NotSeen.of(notRead);
  }

  /// The estate as a file.
  public String estateText() {
    return DiscoveryText.estate(this);
  }

  /// The lock-in report for people: Markdown.
  public String lockInPage() {
    return LockInPage.of(this);
  }

  /// The lock-in report for programs: JSON.
  public String lockInJson() {
    return LockInJson.of(this);
  }
}
