package dev.migrator.verify;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.SegmentAudit;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Entry;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a segment's index strictly, hands over what its entries want of volumes, and reads the
/// pieces of its big objects. One thread.
final class SegmentCheck {
  private final Context context;
  private final FileStates states;
  private final String source;
  private final Segment segment;
  private final Set<String> places;
  private final BiConsumer<String, Wanted> wanted;
  private final String path;
  private @Nullable Entry last;
  private boolean hasLatest;

  /// @param places volumes that the segment's table names; others are not handed over
  /// @param wanted receives volume and what it must hold
  SegmentCheck(
      Context context,
      FileStates states,
      String source,
      Segment segment,
      Set<String> places,
      BiConsumer<String, Wanted> wanted) {
    this.context = context;
    this.states = states;
    this.source = source;
    this.segment = segment;
    this.places = places;
    this.wanted = wanted;
    this.path = SegmentAudit.indexPath(segment);
  }

  void run() {
    try (SegmentAudit audit =
        new SegmentAudit(context.files(), source, segment, states.unsound())) {
      for (Entry entry = audit.next(); entry != null; entry = audit.next()) {
        check(entry);
      }
      audit
          .disagreements()
          .forEach((file, problem) -> context.findings().add(FindingCode.V011, file, problem));
    } catch (BundleDamagedException | IllegalArgumentException e) {
      context.findings().add(FindingCode.V010, path, source, null, String.valueOf(e.getMessage()));
    }
  }

  private void check(Entry entry) {
    checkVersions(entry);
    if (entry.ordinal() >= context.commit().nextOrdinal()) {
      problem(FindingCode.V011, entry, "its ordinal is %d".formatted(entry.ordinal()));
    }
    Content content = entry.content();
    if (content == null) {
      checkWithoutContent(entry);
      return;
    }
    switch (content.place()) {
      case Member member -> check(entry, content, member);
      case Pieces pieces -> check(entry, content, pieces);
    }
  }

  private void checkVersions(Entry entry) {
    boolean isSameKey = last != null && last.key().equals(entry.key());
    if (isSameKey && hasLatest && entry.listed().latest()) {
      problem(FindingCode.V011, entry, "two of its versions are the current one");
    }
    hasLatest = entry.listed().latest() || (isSameKey && hasLatest);
    last = entry;
  }

  private void checkWithoutContent(Entry entry) {
    boolean isExplained = entry.gaps().stream().anyMatch(gap -> gap.attribute() == null);
    if (entry.listed().hasBytes() && !isExplained) {
      problem(FindingCode.V011, entry, "neither content nor a gap that says why");
    }
  }

  private void check(Entry entry, Content content, Member place) {
    boolean isOurs =
        Names.parse(place.volume()) instanceof Name.Volume volume
            && volume.source().equals(source)
            && context.commit().files().containsKey(place.volume());
    if (!isOurs) {
      problem(FindingCode.V012, entry, "its volume is " + place.volume());
    } else if (!isItsName(place.member(), entry)) {
      problem(FindingCode.V012, entry, "its member is " + place.member());
    } else if (places.contains(place.volume())) {
      wanted.accept(place.volume(), Wanted.of(entry, content, place));
    }
  }

  private static boolean isItsName(String member, Entry entry) {
    return member.startsWith("k/")
        ? member.substring(2).equals(entry.key().text())
        : member.equals("u/%012d".formatted(entry.ordinal()));
  }

  private void check(Entry entry, Content content, Pieces place) {
    boolean isOurs =
        Names.parse(Names.piece(place.folder(), 1)) instanceof Name.Piece piece
            && piece.source().equals(source)
            && piece.ordinal() == entry.ordinal()
            && place.count() > 0
            && areNamed(place);
    if (isOurs) {
      new PiecesAudit(context, states, source, entry, content, place).run();
    } else {
      problem(FindingCode.V012, entry, "its pieces are in " + place.folder());
    }
  }

  private boolean areNamed(Pieces place) {
    for (int number = 1; number <= place.count(); number++) {
      if (!context.commit().files().containsKey(Names.piece(place.folder(), number))) {
        return false;
      }
    }
    return true;
  }

  private void problem(FindingCode code, Entry entry, String detail) {
    context.findings().add(code, path, source, entry.listed().label(), detail);
  }
}
