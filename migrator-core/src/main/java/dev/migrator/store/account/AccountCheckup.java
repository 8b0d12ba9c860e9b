package dev.migrator.store.account;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.account.NotRead.Why;
import java.util.List;

/// Looks at an account: whose it is, and which questions its credentials may ask, in its first
/// region.
public record AccountCheckup(AccountAddress address) implements Checkup {

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    try (Account account = new Account(address)) {
      Inventory seen = account.readFirstRegion();
      findings.add(
          Check.ok(
              Topic.CREDENTIALS,
              seen.accountId().isEmpty() ? "accepted" : "of account " + seen.accountId()));
      List<NotRead> hidden = seen.notRead().stream().filter(NotRead::hidesSomething).toList();
      hidden.forEach(one -> findings.add(check(one)));
      if (hidden.isEmpty()) {
        findings.add(Check.ok(Topic.RIGHTS, "every question was answered in its first region"));
      }
    }
  }

  private static Check check(NotRead one) {
    Topic topic = one.why() == Why.FORBIDDEN ? Topic.RIGHTS : Topic.REACHABLE;
    Mend mend =
        one.why() == Why.FORBIDDEN
            ? new Mend.Own("policy", List.of())
            : new Mend.ByHand("Ask the host's support, or take the gap.");
    return Check.warning(topic, "%s: %s".formatted(one.place(), one.reason()), mend);
  }
}
