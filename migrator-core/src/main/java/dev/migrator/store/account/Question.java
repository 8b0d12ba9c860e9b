package dev.migrator.store.account;

import java.util.List;

/// One thing to ask of an account, and how.
///
/// @param name `rds/instances`: a kind of resource, or the start of several
/// @param endpointPrefix of the service, by which it is known which regions have it
/// @param actions of IAM that allow it
/// @param asking adds what there is
record Question(
    String name, String endpointPrefix, Scope scope, List<String> actions, Asking asking) {

  enum Scope {
    /// One place for the whole account.
    GLOBAL,
    /// To be asked in each region.
    REGIONAL
  }

  /// Asks one place. What the SDK throws counts for the question as a whole.
  interface Asking {
    void ask(Place place, Answers answers);
  }

  static Question global(String name, String endpointPrefix, List<String> actions, Asking asking) {
    return new Question(name, endpointPrefix, Scope.GLOBAL, actions, asking);
  }

  static Question regional(
      String name, String endpointPrefix, List<String> actions, Asking asking) {
    return new Question(name, endpointPrefix, Scope.REGIONAL, actions, asking);
  }
}
