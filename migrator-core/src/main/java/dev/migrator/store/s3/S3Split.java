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
  private static final int FINER = 2;

  /// Looks that a range costs besides those for its pieces.
  private static final int LOOKS = 8;

  /// Keys that a look at a part of the range sees: what is looked at is listed again.
  private static final int LOOK_MAX_KEYS = 100;

  /// What is not seen to its end weighs as much as this many looks.
  private static final int HEAVY_LOOKS = 10;

  /// What fills a quarter of a page is worth a piece of its own.
  private static final int WORTH_FRACTION = 4;

  /// An object weighs one, and one more for each of these.
  private static final long BYTES_OF_WEIGHT = 128 << 10;

  private final int pageMaxKeys;
  private final int lookMaxKeys;
  private final Probe probe;
  private int looksLeft;

  interface Probe {
    /// The first entries from a key on, included.
    ListPage from(Key key, int maxKeys);
  }

  S3Split(int pageMaxKeys, Probe probe) {
    this.pageMaxKeys = pageMaxKeys;
    lookMaxKeys = Math.min(LOOK_MAX_KEYS, pageMaxKeys);
    this.probe = probe;
  }

  /// @param prefix what all its keys are known to start with
  /// @param weight exact where it is not heavy
  private record Piece(KeyRange range, String prefix, long weight, boolean isHeavy) {}

  List<KeyRange> split(KeyRange range, int parts) {
    if (parts == 1 || range.isEmpty()) {
      return List.of(range);
    }
    looksLeft = LOOKS + 2 * FINER * parts;
    Page page = pageFrom(range.from(), range, pageMaxKeys);
    Piece whole = new Piece(range, "", 1, true);
    List<Piece> pieces = page.more() ? List.of(whole) : cutBetweenKeys(whole, page);
    int before = 0;
    while (pieces.size() > before && pieces.size() < FINER * parts && looksLeft > 0) {
      before = pieces.size();
      pieces = refine(pieces, parts);
    }
    return join(pieces, parts);
  }

  /// Where the looks do not reach for all, pieces of two grains would be weighed alike: then they
  /// stay as they are, if they are enough.
  private List<Piece> refine(List<Piece> pieces, int parts) {
    List<Piece> finer = pieces.stream().flatMap(piece -> refine(piece).stream()).toList();
    return looksLeft <= 0 && pieces.size() >= parts ? pieces : finer;
  }

  private List<Piece> refine(Piece piece) {
    if (!piece.isHeavy() || looksLeft <= 0) {
      return List.of(piece);
    }
    Page page = pageFrom(piece.range().from(), piece.range(), lookMaxKeys);
    return page.more() && !page.entries().isEmpty()
        ? cut(piece, page)
        : cutBetweenKeys(piece, page);
  }

  /// @param page all keys of the piece
  private List<Piece> cutBetweenKeys(Piece piece, Page page) {
    Cutter cutter = new Cutter(piece.range(), piece.prefix());
    cutter.addAll(page);
    return cutter.pieces();
  }

  /// @param first the first keys of the piece, of which there are more
  private List<Piece> cut(Piece piece, Page first) {
    KeyRange range = piece.range();
    Cutter cutter = new Cutter(range, sharedPrefix(piece, first.entries()));
    cutter.add(first);
    for (Page page = first; page.more() && looksLeft > 0; ) {
      Key next = cutter.behindLast();
      if (!range.isBelowEnd(next)) {
        break;
      }
      page = pageFrom(next, range, lookMaxKeys);
      cutter.add(page);
    }
    return cutter.pieces();
  }

  /// The longest prefix that the page's keys share and that no key behind the page lacks.
  private String sharedPrefix(Piece piece, List<Listed> page) {
    int[] shared = Characters.shared(page.getFirst().key().text(), page.getLast().key().text());
    int known = Math.min(piece.prefix().codePointCount(0, piece.prefix().length()), shared.length);
    int tooLong = shared.length + 1;
    while (tooLong - known > 1 && looksLeft > 0) {
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
    looksLeft--;
    return probe.from(from, 1).entries().stream().noneMatch(e -> range.contains(e.key()));
  }

  /// @param more whether the range has more behind them
  private record Page(List<Listed> entries, boolean more) {}

  private Page pageFrom(Key from, KeyRange range, int maxKeys) {
    looksLeft--;
    ListPage page = probe.from(from, maxKeys);
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
      if (page.more() && !page.entries().isEmpty()) {
        isHeavy = true;
        weight = (long) HEAVY_LOOKS * lookMaxKeys;
      }
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
