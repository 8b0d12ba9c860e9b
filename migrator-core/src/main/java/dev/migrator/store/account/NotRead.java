package dev.migrator.store.account;

import java.util.Locale;

/// A question that an account did not answer.
///
/// @param question `rds/instances`, or a part of the answer as `kms/keys: GetKeyPolicy`
/// @param region empty where the service has one place for the whole account
/// @param reason in words, with what the host said
public record NotRead(String question, String region, Why why, String reason) {

  /// What it means that there is no answer.
  public enum Why {
    /// A right is missing.
    FORBIDDEN,
    /// The host failed, also when asked again.
    FAILED,
    /// There is no such service there, so there is nothing to read.
    ABSENT;

    /// For programs; spellings never change.
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The same question, told otherwise.
  NotRead because(Why otherWhy, String otherReason) {
    return new NotRead(question, region, otherWhy, otherReason);
  }

  /// Whether something may be there that was not seen.
  public boolean hidesSomething() {
    return why != Why.ABSENT;
  }

  /// `rds/REGION/instances`
  public String place() {
    return Resource.place(question, region);
  }
}
