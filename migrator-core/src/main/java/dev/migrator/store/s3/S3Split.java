package dev.migrator.store.s3;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import java.util.ArrayList;
import java.util.List;

/// Cuts a range of keys into pieces of about the same number of keys, which no host tells. A range
/// of more than one page is cut where the character behind the prefix that its keys share changes;
/// so are its pieces in turn, until there are enough. Not for several threads.
final class S3Split {
  /// Pieces are cut this much finer than asked for, and then joined: so they even out.
  private static final int FINER = 4;

  /// What is not known to be less than a page counts as this many pages.
  private static final int HEAVY_PAGES = 10;

  /// Fewer keys than this part of a page are not worth a piece of their own.
  private static final int WORTH_FRACTION = 4;

  private final int pageMaxKeys;
  private final Probe probe;
  private int callsLeft;

  interface Probe {
    /// The first entries from a key on, included.
    ListPage from(Key key, int maxKeys);
  }

  S3Split(int pageMaxKeys, Probe probe) {
    this.pageMaxKeys = pageMaxKeys;
    this.probe = probe;
  }

  /// @param prefix what all its keys are known to start with
  /// @param keys exact where it is light
  private record Piece(KeyRange range, String prefix, long keys, boolean isHeavy) {}

  List<KeyRange> split(KeyRange range, int parts) {
    if (parts == 1 || range.isEmpty()) {
      return List.of(range);
    }
    callsLeft = 16 + FINER * parts;
    List<Piece> pieces = List.of(new Piece(range, "", 1, true));
    int before = 0;
    while (pieces.size() > before && pieces.size() < FINER * parts && callsLeft > 0) {
      before = pieces.size();
      pieces = pieces.stream().flatMap(piece -> refine(piece).stream()).toList();
    }
    return join(pieces, parts);
  }

  private List<Piece> refine(Piece piece) {
    if (!piece.isHeavy() || callsLeft <= 0) {
      return List.of(piece);
    }
    Keys page = keysFrom(piece.range().from(), piece.range());
    return page.more() && !page.keys().isEmpty()
        ? cut(piece, page)
        : List.of(new Piece(piece.range(), piece.prefix(), page.keys().size(), false));
  }

  /// @param page the first keys of the piece, of which there are more
  private List<Piece> cut(Piece piece, Keys page) {
    KeyRange range = piece.range();
    Cutter cutter = new Cutter(range, sharedPrefix(piece, page.keys()));
    cutter.add(page);
    for (Keys keys = page; keys.more() && callsLeft > 0; ) {
      Key next = cutter.behindLast();
      if (!range.isBelowEnd(next)) {
        break;
      }
      keys = keysFrom(next, range);
      cutter.add(keys);
    }
    return cutter.pieces();
  }

  /// The longest prefix that the page's keys share and that no key behind the page lacks.
  private String sharedPrefix(Piece piece, List<Key> page) {
    int[] shared = Characters.shared(page.getFirst().text(), page.getLast().text());
    int known = Math.min(piece.prefix().codePointCount(0, piece.prefix().length()), shared.length);
    int tooLong = shared.length + 1;
    while (tooLong - known > 1 && callsLeft > 0) {
      int length = (known + tooLong) / 2;
      if (isFree(Characters.behind(new String(shared, 0, length)), piece.range())) {
        known = length;
      } else {
        tooLong = length;
      }
    }
    return new String(shared, 0, known);
  }

  /// Whether the range has no key from `from` on.
  private boolean isFree(Key from, KeyRange range) {
    if (!range.isBelowEnd(from)) {
      return true;
    }
    callsLeft--;
    return probe.from(from, 1).entries().stream().noneMatch(e -> range.contains(e.key()));
  }

  /// @param more whether the range has more behind them
  private record Keys(List<Key> keys, boolean more) {}

  private Keys keysFrom(Key from, KeyRange range) {
    callsLeft--;
    ListPage page = probe.from(from, pageMaxKeys);
    KeyRange rest = range.startingAt(from);
    List<Key> keys = page.entries().stream().map(Listed::key).filter(rest::contains).toList();
    boolean reachesEnd =
        !page.entries().isEmpty() && !range.isBelowEnd(page.entries().getLast().key());
    return new Keys(keys, page.next() != null && !reachesEnd);
  }

  /// Joins neighbours, to at most `parts` ranges.
  private static List<KeyRange> join(List<Piece> pieces, int parts) {
    long total = pieces.stream().mapToLong(Piece::keys).sum();
    List<KeyRange> joined = new ArrayList<>();
    Key from = pieces.getFirst().range().from();
    long keys = 0;
    for (Piece piece : pieces) {
      keys += piece.keys();
      Key to = piece.range().to();
      if (to != null && joined.size() < parts - 1 && keys * parts >= total * (joined.size() + 1)) {
        joined.add(new KeyRange(from, to));
        from = to;
      }
    }
    KeyRange rest = new KeyRange(from, pieces.getLast().range().to());
    if (!rest.isEmpty()) {
      joined.add(rest);
    }
    return joined;
  }

  /// Cuts one range by the character behind a prefix, while its keys come by in order.
  private final class Cutter {
    private final KeyRange range;
    private final String prefix;
    private final List<Piece> pieces = new ArrayList<>();
    private Key from;
    private String firstChild = "";
    private String child = "";
    private long keys;
    private boolean isHeavy;

    Cutter(KeyRange range, String prefix) {
      this.range = range;
      this.prefix = prefix;
      from = range.from();
    }

    void add(Keys page) {
      for (Key key : page.keys()) {
        String next = Characters.startOf(key.text(), prefix);
        if (!next.equals(child)) {
          cutAt(Key.of(next));
          child = next;
          firstChild = keys == 0 ? next : firstChild;
        }
        keys++;
      }
      isHeavy = page.more();
      keys = isHeavy ? (long) HEAVY_PAGES * pageMaxKeys : keys;
    }

    private void cutAt(Key boundary) {
      if (keys * WORTH_FRACTION >= pageMaxKeys
          && boundary.compareTo(from) > 0
          && range.contains(boundary)) {
        pieces.add(piece(range.startingAt(from).endingAt(boundary)));
        from = boundary;
        keys = 0;
        isHeavy = false;
      }
    }

    private Piece piece(KeyRange pieceRange) {
      return new Piece(pieceRange, child.equals(firstChild) ? child : prefix, keys, isHeavy);
    }

    Key behindLast() {
      return child.equals(prefix) ? Key.of(prefix).successor() : Characters.behind(child);
    }

    List<Piece> pieces() {
      pieces.add(piece(range.startingAt(from)));
      return pieces;
    }
  }
}
