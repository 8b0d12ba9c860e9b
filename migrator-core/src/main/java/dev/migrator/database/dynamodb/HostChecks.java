package dev.migrator.database.dynamodb;

import dev.migrator.aws.CredentialChecks;
import dev.migrator.check.Check;
import dev.migrator.check.Clocks;
import dev.migrator.check.Findings;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.check.Wires;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.error.StoreException;
import java.time.Duration;
import java.time.Instant;

/// What every use of a host needs: credentials, an answer, a clock that agrees.
///
/// @param rights mends what this identity lacks
record HostChecks(DynamoAddress address, Mend rights, Findings findings) {

  /// Of the refusals of this host.
  Refused refused() {
    Mend reach =
        address.endpoint() == null
            ? Mend.Command.of("aws", "dynamodb", "list-tables", "--max-items", "1")
            : Mend.Command.of("curl", "-sSI", address.endpoint().toString());
    return new Refused(reach, CredentialChecks.mend(address.credentials()), rights);
  }

  /// @return whether there are any
  boolean credentials() {
    Check check = CredentialChecks.of(address.credentials(), Instant.now());
    findings.add(check);
    return check.level() != Level.FAILURE;
  }

  /// @throws StoreException if the host refuses or does not answer
  void greet(Calls calls) {
    Instant asked = Instant.now();
    switch (address.selected()) {
      case Tables.Named(String name) -> new TableStates(calls).greet(name);
      case Tables.Prefixed _ -> {
        var _ = calls.once("ListTables", "", Json.object().put("Limit", 1));
      }
    }
    Duration took = Duration.between(asked, Instant.now());
    findings.add(Wires.reached(calls.isAws() ? "DynamoDB " + calls.region() : "DynamoDB", took));
    calls
        .hostTime()
        .ifPresent(there -> findings.add(Clocks.ofSigned(there, asked.plus(took.dividedBy(2)))));
  }

  /// Tells of a failure.
  void add(StoreException failure) {
    boolean isOfTheClock = failure.hint().startsWith("Set this machine's clock");
    findings.add(
        isOfTheClock
            ? Clocks.refused(String.valueOf(failure.getMessage()))
            : refused().of(failure));
  }

  static Check noTable(String label) {
    return Check.failure(
        Topic.REACHABLE,
        "there is no table of that name: " + label,
        new Mend.ByHand("Check the table's name, the region and the endpoint."));
  }
}
