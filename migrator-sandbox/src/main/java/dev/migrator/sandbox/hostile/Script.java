package dev.migrator.sandbox.hostile;

import org.jspecify.annotations.Nullable;

/// Decides how the host misbehaves. Called once for each request, by many threads.
public interface Script {

  /// @param number of the request, from 1
  /// @return null to behave
  @Nullable Fault faultOf(Request request, long number);

  static Script behave() {
    return (request, number) -> null;
  }

  /// From the n-th request on, whatever it is, the account is gone.
  static Script accountGoneFrom(long n) {
    return (request, number) -> number < n ? null : new Fault.Refuse(403, "InvalidAccessKeyId");
  }
}
