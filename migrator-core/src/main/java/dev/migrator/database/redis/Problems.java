package dev.migrator.database.redis;

import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DatabaseTarget.Problem.Kind;
import dev.migrator.error.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong and did not end the restore. Safe for many threads at once.
final class Problems implements KeyReader.Trouble {
  private static final int MOST_KEYS = 20;

  private final List<Problem> all = new ArrayList<>();
  private final Map<String, Refusals> refusals = new TreeMap<>();
  private int keys;
  private final Map<String, Counted> counted = new TreeMap<>();

  private record Refusals(String what, String said, String example, long count) {
    Refusals andMore() {
      return new Refusals(what, said, example, count + 1);
    }
  }

  private record Counted(String reason, String example, long count) {
    Counted andMore() {
      return new Counted(reason, example, count + 1);
    }
  }

  synchronized void loss(String what, String reason) {
    all.add(new Problem(Kind.LOSS, what, reason));
  }

  synchronized void difference(String what, String reason) {
    all.add(new Problem(Kind.DIFFERENCE, what, reason));
  }

  /// A key that is not as it was; only the first ones are named.
  synchronized void key(byte[] key, String reason) {
    if (keys++ < MOST_KEYS) {
      difference("key " + Failures.printable(key), reason);
    }
  }

  /// A command that the target does not take.
  synchronized void refusal(String command, byte[] key, String said) {
    refusals.merge(
        command + " " + Failures.kind(said),
        new Refusals("command " + command, said, Failures.printable(key), 1),
        (before, _) -> before.andMore());
  }

  /// A value of a module whose payload is not the captured one byte for byte, as happens where the
  /// module keeps no order, or is of another version.
  void otherwise(byte[] key) {
    count(
        "values of modules",
        key,
        "are there with their type and expiry, but their values are not compared: the module writes them otherwise here");
  }

  /// A hash with fields that expire, at a target that knows no such thing.
  void fieldsForever(byte[] key) {
    count(
        Preflight.FIELD_EXPIRY,
        key,
        "have fields that were to expire and stay for ever: see to it that they are deleted in time");
  }

  @Override
  public void fieldExpiry(byte[] key, String said) {
    count(
        Preflight.FIELD_EXPIRY,
        key,
        "are hashes of which the target does not tell when fields expire: " + said);
  }

  private synchronized void count(String what, byte[] key, String reason) {
    counted.merge(
        what, new Counted(reason, Failures.printable(key), 1), (before, _) -> before.andMore());
  }

  @Override
  public void module(String type, byte[] key, String said) {
    key(key, "it is of the module type %s, and cannot be read: %s".formatted(type, said));
  }

  @Override
  public void refused(byte[] key, String type, StoreException why) {
    key(key, String.valueOf(why.getMessage()));
  }

  synchronized List<Problem> list() {
    List<Problem> list = new ArrayList<>(all);
    refusals
        .values()
        .forEach(one ->
            list.add(
                new Problem(
                    Kind.DIFFERENCE,
                    one.what(),
                    "the target refused it %,d times, as for the key %s: %s"
                        .formatted(one.count(), one.example(), Failures.printable(one.said())))));
    counted.forEach((what, one) ->
        list.add(
            new Problem(
                Kind.LOSS,
                what,
                "%,d keys, as %s, %s".formatted(one.count(), one.example(), one.reason()))));
    return list;
  }
}
