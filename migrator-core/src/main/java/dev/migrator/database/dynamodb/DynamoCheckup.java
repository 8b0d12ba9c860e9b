package dev.migrator.database.dynamodb;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.database.Omission;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;

/// Looks at tables of DynamoDB that are to be captured. Nothing is exported.
public record DynamoCheckup(DynamoAddress address) implements Checkup {
  private static final int MOST_TABLES = 20;
  private static final Mend POLICY = new Mend.Own("policy", List.of());

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    HostChecks host = new HostChecks(address, POLICY, findings);
    if (!host.credentials()) {
      return;
    }
    try (Calls calls = new Calls(address, new NoPatience())) {
      host.greet(calls);
      look(calls, host);
    } catch (StoreException e) {
      host.add(e);
    }
  }

  private void look(Calls calls, HostChecks host) {
    List<String> names = names(calls);
    List<Omission> omissions = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    for (String name : names.subList(0, Math.min(MOST_TABLES, names.size()))) {
      try {
        tables.add(look(new Questions(calls, omissions), name, host.findings()));
      } catch (StoreException e) {
        host.findings().add(ofTable(name, e, host));
      }
    }
    size(tables, names.size(), host.findings());
    omissions.forEach(one ->
        host.findings().add(Check.warning(Topic.RIGHTS, one.what() + ": " + one.reason(), POLICY)));
  }

  private static Check ofTable(String name, StoreException e, HostChecks host) {
    return e.reason() == Reason.NOT_FOUND ? HostChecks.noTable(name) : host.refused().of(e);
  }

  private List<String> names(Calls calls) {
    return switch (address.selected()) {
      case Tables.Named(String name) -> List.of(name);
      case Tables.Prefixed(String prefix) ->
          new TableNames(calls).all().stream().filter(name -> name.startsWith(prefix)).toList();
    };
  }

  /// Reads an item as a scan does.
  private Table look(Questions questions, String name, Findings findings) {
    Table table = questions.ask(name, "t000001");
    var _ = questions.calls().once("Scan", name, Questions.named(name).put("Limit", 1));
    if (address.exports() != null && !table.hasPointInTimeRecovery()) {
      findings.add(
          Check.warning(
              Topic.CONFIGURATION,
              "table %s cannot be exported: it is scanned, while items may change"
                  .formatted(table.label()),
              Mend.Command.of(
                  "aws",
                  "dynamodb",
                  "update-continuous-backups",
                  "--table-name",
                  name,
                  "--point-in-time-recovery-specification",
                  "PointInTimeRecoveryEnabled=true")));
    }
    return table;
  }

  private static void size(List<Table> tables, int all, Findings findings) {
    long bytes = tables.stream().mapToLong(Table::sizeBytes).sum();
    Counted counted = tables.size() == all ? Counted.WHOLE : Counted.SAMPLE;
    findings.extent(new Extent(tables.size(), bytes, counted));
    String seen =
        "%,d of %,d tables looked at, %,d bytes as the host last counted"
            .formatted(tables.size(), all, bytes);
    findings.add(
        all == 0
            ? Check.warning(
                Topic.SIZE, "there are no such tables", new Mend.ByHand("Check the prefix."))
            : Check.ok(Topic.SIZE, seen));
    if (!tables.isEmpty()) {
      findings.add(Check.ok(Topic.RIGHTS, "items can be read"));
    }
  }
}
