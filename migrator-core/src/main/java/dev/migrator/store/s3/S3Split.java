package dev.migrator.store.s3;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import java.util.ArrayList;
import java.util.List;

/// Cuts a range of keys into pieces of about the same work, which no host tells. A range of more
/// than one page is cut where the character behind the prefix that its keys share changes; so are
/// its pieces in turn, until there are enough. A range that is seen whole is cut between its keys,
/// by their number and bytes. Not for several threads.
final class S3Split {
  /// Pieces are cut this much finer than asked for, and then joined: so they even out.
  private static final int FINER = 4;

  /// What is not known to be less than a page counts as this many pages.
  private static final int HEAVY_PAGES = 10;

  /// Less weight than this part of a page is not worth a piece of its own.
  private static final int WORTH_FRACTION = 4;

  /// An object weighs one more for each of these.
  private static final long BYTES_OF_WEIGHT = 1 << 20;

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
  /// @param weight exact where it is not heavy
  private record Piece(KeyRange range, String prefix, long weight, boolean isHeavy) {}

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
    Page page = pageFrom(piece.range().from(), piece.range());
    if (page.more() && !page.entries().isEmpty()) {
      return cut(piece, page);
    }
    Cutter cutter = new Cutter(piece.range(), piece.prefix());
    cutter.addAll(page);
    return cutter.pieces();
  }

  /// @param first the first keys of the piece, of which there are more
  private List<Piece> cut(Piece piece, Page first) {
    KeyRange range = piece.range();
    Cutter cutter = new Cutter(range, sharedPrefix(piece, first.entries()));
    cutter.add(first);
    for (Page page = first; page.more() && callsLeft > 0; ) {
      Key next = cutter.behindLast();
      if (!range.isBelowEnd(next)) {
        break;
      }
      page = pageFrom(next, range);
      cutter.add(page);
    }
    return cutter.pieces();
  }

  /// The longest prefix that the page's keys share and that no key behind the page lacks.
  private String sharedPrefix(Piece piece, List<Listed> page) {
    int[] shared = Characters.shared(page.getFirst().key().text(), page.getLast().key().text());
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
  private record Page(List<Listed> entries, boolean more) {}

  private Page pageFrom(Key from, KeyRange range) {
    callsLeft--;
    ListPage page = probe.from(from, pageMaxKeys);
    KeyRange rest = range.startingAt(from);
    List<Listed> entries = page.entries().stream().filter(e -> rest.contains(e.key())).toList();
    boolean reachesEnd =
        !page.entries().isEmpty() && !range.isBelowEnd(page.entries().getLast().key());
    return new Page(entries, page.next() != null && !reachesEnd);
  }

  /// Joins neighbours, to at most `parts` ranges.
  private static List<KeyRange> join(List<Piece> pieces, int parts) {
    long total = pieces.stream().mapToLong(Piece::weight).sum();
    List<KeyRange> joined = new ArrayList<>();
    Key from = pieces.getFirst().range().from();
    long weight = 0;
    for (Piece piece : pieces) {
      weight += piece.weight();
      Key to = piece.range().to();
      if (to != null
          && joined.size() < parts - 1
          && weight * parts >= total * (joined.size() + 1)) {
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

  /// Cuts one range while its entries come by in order. Not for several threads.
  private final class Cutter {
    private final KeyRange range;
    private final String prefix;
    private final List<Piece> pieces = new ArrayList<>();
    private Key from;
    private String firstChild = "";
    private String child = "";
    private long weight;
    private boolean isHeavy;

    Cutter(KeyRange range, String prefix) {
      this.range = range;
      this.prefix = prefix;
      from = range.from();
    }

    /// Cuts by the character behind the prefix.
    void add(Page page) {
      for (Listed entry : page.entries()) {
        String next = Characters.startOf(entry.key().text(), prefix);
        if (!next.equals(child)) {
          cutAt(Key.of(next));
          child = next;
          firstChild = weight == 0 ? next : firstChild;
        }
        weigh(entry);
      }
      isHeavy = page.more();
      weight = isHeavy ? (long) HEAVY_PAGES * pageMaxKeys : weight;
    }

    /// Cuts between keys.
    void addAll(Page page) {
      for (Listed entry : page.entries()) {
        cutAt(entry.key());
        weigh(entry);
      }
    }

    private void weigh(Listed entry) {
      weight += 1 + (entry.hasBytes() ? entry.sizeBytes() / BYTES_OF_WEIGHT : 0);
    }

    private void cutAt(Key boundary) {
      if (weight * WORTH_FRACTION >= pageMaxKeys
          && boundary.compareTo(from) > 0
          && range.contains(boundary)) {
        pieces.add(piece(range.startingAt(from).endingAt(boundary)));
        from = boundary;
        weight = 0;
        isHeavy = false;
      }
    }

    private Piece piece(KeyRange pieceRange) {
      return new Piece(pieceRange, child.equals(firstChild) ? child : prefix, weight, isHeavy);
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
