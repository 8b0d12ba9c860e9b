package dev.migrator.database.redis;

import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Keys that cannot be captured, counted by reason. Not for several threads.
final class Tally implements KeyReader.Trouble {
  private final Map<Reason, Found> found = new TreeMap<>();
  private long orphans;

  private record Reason(String what, Gap.Code code, String why) implements Comparable<Reason> {
    @Override
    public int compareTo(Reason other) {
      return (what + code + why).compareTo(other.what + other.code + other.why);
    }
  }

  /// @param example a key in readable form; empty where it is none
  private record Found(long count, String example) {
    Found plus(Found other) {
      return new Found(count + other.count, example);
    }
  }

  @Override
  public void module(String type, byte[] key, String said) {
    add(
        "keys of the module type " + type,
        Gap.Code.NOT_TOLD,
        "they have no form but that of DUMP, which failed: " + said,
        Failures.printable(key));
  }

  void moduleData(String type) {
    add(
        "data of the module of " + type,
        Gap.Code.NOT_TOLD,
        "only the module that made it can write it",
        "");
  }

  @Override
  public void refused(byte[] key, String type, StoreException why) {
    Gap.Code code =
        why.reason() == StoreException.Reason.CHANGING ? Gap.Code.CHANGING : OpenCut.codeOf(why);
    add("keys of type " + type, code, String.valueOf(why.getMessage()), Failures.printable(key));
  }

  @Override
  public void fieldExpiry(byte[] key, String said) {
    add(
        "expiry of single fields of hashes",
        Gap.Code.FORBIDDEN,
        "the fields are captured and never expire, because the server does not tell when they do: "
            + said,
        Failures.printable(key));
  }

  /// A key of the name that the account of a restore has.
  void account() {
    add(
        "key " + Ledger.NAME,
        Gap.Code.NOT_TOLD,
        "it is the account of a restore that has not ended, and is not copied",
        "");
  }

  /// See [Piece.Orphan].
  void orphan() {
    orphans++;
  }

  private void add(String what, Gap.Code code, String why, String example) {
    found.merge(new Reason(what, code, why), new Found(1, example), Found::plus);
  }

  void add(Tally other) {
    orphans += other.orphans;
    other.found.forEach((reason, more) -> found.merge(reason, more, Found::plus));
  }

  Stream<Omission> omissions() {
    return found.entrySet().stream().map(entry -> omission(entry.getKey(), entry.getValue()));
  }

  /// Remarks that are no gaps.
  List<String> notes() {
    return orphans == 0
        ? List.of()
        : List.of(
            "%,d entries of streams are pending though they were deleted; no command can make that, so it is left out"
                .formatted(orphans));
  }

  private static Omission omission(Reason reason, Found found) {
    String keys =
        found.example().isEmpty()
            ? ""
            : "%,d keys, as %s: ".formatted(found.count(), found.example());
    return new Omission(reason.what(), reason.code(), keys + reason.why());
  }
}
