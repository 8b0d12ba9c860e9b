package dev.migrator.store.s3;

import dev.migrator.aws.Parallel;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out what a host holds: writes objects that have a feature each, lists them, reads them
/// back, and removes them.
final class Canary {
  private static final int ATTEMPTS = 3;
  private static final String NOT_KEPT = "the host takes it and does not keep it";

  private static final String NAME = "migrator-canary-";
  private static final Pattern ANY_NAME =
      Pattern.compile(NAME + "[0-9a-f]{8}([-/].*)?", Pattern.DOTALL);

  private final ObjectWriter writer;
  private final CanaryReader reader;
  private final ObjectSource source;
  private final Key prefix;
  private final String name;
  private final List<Trial> written = new ArrayList<>();

  /// @param prefix of the keys that are the target's
  Canary(ObjectWriter writer, ObjectSource source, Key prefix) {
    this.writer = writer;
    this.source = source;
    this.reader = new CanaryReader(source);
    this.prefix = prefix;
    this.name = prefix.text() + NAME + UUID.randomUUID().toString().substring(0, 8);
  }

  /// A probe that the host took.
  private record Trial(Probe probe, Written written) {}

  /// What became of a probe.
  ///
  /// @param trial null if the host did not take it
  /// @param refused what it did not take, each with the reason
  private record Outcome(@Nullable Trial trial, Map<Feature, String> refused) {}

  /// @param locks whether the bucket has object lock
  /// @return what the host does not hold, each with the reason
  /// @throws StoreException if not even the plainest object can be written and read
  Map<Feature, String> sing(boolean locks) {
    removeLeftovers(locks);
    try {
      writePlainest();
      Map<Feature, String> refused = new HashMap<>();
      Parallel.map(Probes.of(name, locks), this::write).forEach(one -> note(one, refused));
      note(write(Probes.below(name)), refused);
      Map<Key, Listed> there = list();
      Parallel.map(written, trial -> check(trial, there)).forEach(refused::putAll);
      if (refused.containsKey(Feature.PLAIN)) {
        throw notThere();
      }
      return refused;
    } finally {
      remove();
    }
  }

  /// Whether it is of a canary that a kill kept from being removed. Its name alone might be a
  /// customer's.
  ///
  /// @param prefix of the keys that are the target's
  static boolean isLeftover(Listed listed, Key prefix) {
    String key = listed.key().text();
    String own = key.startsWith(prefix.text()) ? key.substring(prefix.text().length()) : key;
    return ANY_NAME.matcher(own.startsWith("/") ? own.substring(1) : own).matches()
        && (listed.kind() != Kind.OBJECT || Probes.isSizeOfOne(listed.sizeBytes()));
  }

  private void removeLeftovers(boolean locks) {
    for (String start : List.of(prefix.text() + NAME, "/" + prefix.text() + NAME)) {
      list(KeyRange.ofPrefix(Key.of(start))).stream()
          .filter(one -> isLeftover(one, prefix))
          .forEach(one -> removeLeftover(one, locks));
    }
  }

  private void removeLeftover(Listed listed, boolean locks) {
    if (locks && listed.kind() == Kind.OBJECT) {
      writer.releaseHold(listed.key(), listed.versionId());
    }
    writer.delete(listed.key(), listed.versionId());
  }

  private void writePlainest() {
    Probe plain = Probe.of(Feature.PLAIN, new CanaryEntry(name), (_, _) -> true);
    written.add(
        new Trial(plain, writer.writeAsTold(plain.entry(), plain.bytes(), plain.profile())));
  }

  private void note(Outcome outcome, Map<Feature, String> refused) {
    refused.putAll(outcome.refused());
    if (outcome.trial() != null) {
      written.add(outcome.trial());
    }
  }

  private StoreException notThere() {
    return new StoreException(
        Reason.REJECTED,
        "a canary object written to " + source.label() + " could not be read back",
        "Check that the target's credentials may list, read, write and delete.",
        null);
  }

  /// A refusal of the credentials may just mean that the host signs an odd key in another way; if
  /// it means what it says, the listing fails next.
  private Outcome write(Probe probe) {
    for (int attempt = 1; ; attempt++) {
      try {
        Written result = writer.writeAsTold(probe.entry(), probe.bytes(), probe.profile());
        return new Outcome(new Trial(probe, result), Map.of());
      } catch (StoreException e) {
        if (!e.reason().isTransient() || attempt == ATTEMPTS) {
          return refused(probe, e);
        }
      }
    }
  }

  private Outcome refused(Probe probe, StoreException e) {
    Map<Feature, String> refused = new HashMap<>();
    probe.checks().keySet().forEach(f -> refused.put(f, Probes.subject(f) + Refusals.words(e)));
    Probe otherwise = probe.otherwise();
    if (otherwise == null) {
      return new Outcome(null, refused);
    }
    refused.keySet().removeAll(otherwise.checks().keySet());
    Outcome second = write(otherwise);
    refused.putAll(second.refused());
    return new Outcome(second.trial(), refused);
  }

  private Map<Key, Listed> list() {
    Map<Key, Listed> there = new HashMap<>();
    for (Key start : List.of(Key.of(name), Key.of("/" + name))) {
      list(KeyRange.ofPrefix(start)).stream()
          .filter(one -> one.kind() == Kind.OBJECT && one.latest())
          .forEach(one -> there.put(one.key(), one));
    }
    return there;
  }

  private List<Listed> list(KeyRange range) {
    List<Listed> all = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed next = listing.next(); next != null; next = listing.next()) {
        all.add(next);
      }
    }
    return all;
  }

  private Map<Feature, String> check(Trial trial, Map<Key, Listed> there) {
    Entry entry = trial.probe().entry();
    Listed listed = there.get(entry.key());
    ObjectAttributes read = listed == null ? null : reader.read(listed, entry);
    Map<Feature, String> refused = new HashMap<>();
    trial
        .probe()
        .checks()
        .forEach((feature, check) -> {
          if (listed == null || read == null || !check.holds(listed, read)) {
            refused.put(feature, Probes.subject(feature) + reason(trial));
          }
        });
    return refused;
  }

  private static String reason(Trial trial) {
    return trial.written().losses().isEmpty()
        ? NOT_KEPT
        : trial.written().losses().getFirst().reason();
  }

  /// Removes also what was written although its answer was lost.
  private void remove() {
    Parallel.map(written, this::remove);
    list(KeyRange.ofPrefix(Key.of(name))).forEach(one -> writer.delete(one.key(), one.versionId()));
  }

  private boolean remove(Trial trial) {
    Entry entry = trial.probe().entry();
    if (entry.attributes() instanceof ObjectAttributes object && object.lock() != null) {
      writer.releaseHold(entry.key(), trial.written().versionId());
    }
    writer.delete(entry.key(), trial.written().versionId());
    return true;
  }
}
