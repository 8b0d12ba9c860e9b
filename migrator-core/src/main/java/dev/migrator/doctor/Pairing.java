package dev.migrator.doctor;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.estate.Estate;
import java.util.Optional;

/// Whether a target is one for the source that it is named after. No host is asked.
public record Pairing(Estate estate) {

  /// Tells of a store that does not fit before it is looked at.
  public Checkup ofStore(String source, Checkup target) {
    return estate.sources().containsKey(source)
        ? target
        : before(target, estate.databases().containsKey(source) ? other(source) : unknown(source));
  }

  /// Tells of a database that does not fit before it is looked at.
  public Checkup ofDatabase(String source, DatabaseAddress address, Checkup target) {
    Optional<DatabaseAddress> saved = Optional.ofNullable(estate.databases().get(source));
    if (saved.isEmpty()) {
      return before(target, estate.sources().containsKey(source) ? other(source) : unknown(source));
    }
    String kind = saved.get().kind();
    return address.takes(kind) ? target : before(target, otherKind(address, kind));
  }

  private static Check unknown(String source) {
    return Check.warning(
        Topic.CONTENT,
        "the estate has no source called " + source,
        new Mend.ByHand("Name the target as the source is named in the estate file."));
  }

  private static Check other(String source) {
    return Check.failure(
        Topic.CONTENT,
        "databases go to databases, and stores to stores: source %s is of the other sort"
            .formatted(source),
        new Mend.ByHand("Name a target of the source's sort in the targets file."));
  }

  private static Check otherKind(DatabaseAddress address, String kind) {
    return Check.failure(
        Topic.CONTENT,
        "a database of kind %s does not take one of kind %s".formatted(address.kind(), kind),
        new Mend.ByHand("Name a target of the source's kind in the targets file."));
  }

  private static Checkup before(Checkup target, Check first) {
    return new Preceded(first, target);
  }

  private record Preceded(Check first, Checkup checkup) implements Checkup {
    @Override
    public String label() {
      return checkup.label();
    }

    @Override
    public void run(Findings findings) {
      findings.add(first);
      checkup.run(findings);
    }
  }
}
