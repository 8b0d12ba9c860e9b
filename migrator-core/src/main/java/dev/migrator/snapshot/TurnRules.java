package dev.migrator.snapshot;

import dev.migrator.estate.Rule;
import dev.migrator.estate.Standing;
import dev.migrator.model.Key;
import dev.migrator.model.KeyGlob;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.snapshot.Unit.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which turn the objects of a store have by the rules `first` and `last` of its estate. What both
/// name comes first.
final class TurnRules {
  private final List<Compiled> first;
  private final List<Compiled> last;

  /// @param range all that the rule is about lies in it
  private record Compiled(Rule rule, KeyRange range, @Nullable KeyGlob glob, Instant now) {
    static Compiled of(Rule rule, Instant now) {
      String pattern = rule.pattern();
      KeyGlob glob = pattern == null ? null : KeyGlob.of(pattern);
      KeyRange ofPrefix = KeyRange.ofPrefix(Key.of(rule.prefix()));
      KeyRange range = glob != null && rule.prefix().isEmpty() ? glob.range() : ofPrefix;
      return new Compiled(rule, range, glob, now);
    }

    boolean isAbout(Listed listed) {
      return range.contains(listed.key())
          && (glob == null || glob.matches(listed.key()))
          && isOfAge(listed.modified())
          && (rule.smallerBytes() == null || listed.sizeBytes() <= rule.smallerBytes())
          && (rule.largerBytes() == null || listed.sizeBytes() >= rule.largerBytes());
    }

    private boolean isOfAge(@Nullable Instant modified) {
      if (rule.newer() == null && rule.older() == null) {
        return true;
      }
      return modified != null
          && (rule.newer() == null || !modified.isBefore(now.minus(rule.newer())))
          && (rule.older() == null || modified.isBefore(now.minus(rule.older())));
    }

    /// Whether it is about all objects of its range.
    boolean isWhole() {
      return glob == null
          && rule.newer() == null
          && rule.older() == null
          && rule.smallerBytes() == null
          && rule.largerBytes() == null;
    }
  }

  private TurnRules(List<Compiled> first, List<Compiled> last) {
    this.first = first;
    this.last = last;
  }

  /// @param now what ages are counted from
  static TurnRules of(Standing standing, Instant now) {
    return new TurnRules(
        standing.first().stream().map(rule -> Compiled.of(rule, now)).toList(),
        standing.last().stream().map(rule -> Compiled.of(rule, now)).toList());
  }

  /// Those that it gives.
  List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    if (!first.isEmpty()) {
      turns.add(Turn.FIRST);
    }
    turns.add(Turn.USUAL);
    if (!last.isEmpty()) {
      turns.add(Turn.LAST);
    }
    return turns;
  }

  Turn turn(Listed listed) {
    if (first.stream().anyMatch(rule -> rule.isAbout(listed))) {
      return Turn.FIRST;
    }
    return last.stream().anyMatch(rule -> rule.isAbout(listed)) ? Turn.LAST : Turn.USUAL;
  }

  /// The units that capture a range: cut where rules begin and end, each with its first turn.
  List<Unit.Range> units(String source, KeyRange range) {
    SortedSet<Key> cuts = new TreeSet<>();
    for (Compiled rule : all()) {
      cuts.add(rule.range.from());
      if (rule.range.to() != null) {
        cuts.add(rule.range.to());
      }
    }
    List<Unit.Range> units = new ArrayList<>();
    KeyRange rest = range;
    for (Key cut : cuts) {
      if (rest.contains(cut) && rest.from().compareTo(cut) < 0) {
        units.add(unit(source, rest.endingAt(cut)));
        rest = rest.startingAt(cut);
      }
    }
    units.add(unit(source, rest));
    return units;
  }

  private List<Compiled> all() {
    List<Compiled> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  private Unit.Range unit(String source, KeyRange range) {
    if (first.stream().anyMatch(rule -> rule.range.overlaps(range))) {
      return new Unit.Range(source, range, Turn.FIRST, Visit.FIRST);
    }
    boolean isLast =
        last.stream().anyMatch(rule -> rule.isWhole() && rule.range.contains(range.from()));
    return new Unit.Range(source, range, isLast ? Turn.LAST : Turn.USUAL, Visit.FIRST);
  }
}
