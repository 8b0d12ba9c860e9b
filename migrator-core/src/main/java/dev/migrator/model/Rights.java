package dev.migrator.model;

import java.util.List;

/// What an identity needs to be allowed for a task, and no more.
public sealed interface Rights {

  /// By AWS's IAM, or a host that takes its policies.
  record OfIam(List<Allowance> allowances) implements Rights {}

  /// Actions on resources, as in a statement of an IAM policy.
  ///
  /// @param actions as `s3:GetObject`, ascending
  /// @param resources ARNs, or `*` for what cannot be narrowed down
  record Allowance(List<String> actions, List<String> resources) {}

  /// Commands that an administrator runs in a client.
  ///
  /// @param client as `psql`
  record ByCommands(String client, List<String> commands) implements Rights {}

  /// Those of the operating system's user suffice where they do.
  record OfUser(String need) implements Rights {}
}
