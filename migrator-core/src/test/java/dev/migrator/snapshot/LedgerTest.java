package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final int KEYS = 40;

  private static Key key(int number) {
    return Key.of("%02d".formatted(number));
  }

  private static Segment segment(Key from, @Nullable Key to, String run) {
    KeyRange range = new KeyRange(from, to);
    return new Segment(range, "i", null, 1, 1, 1, 0, run, Instant.EPOCH, Instant.EPOCH);
  }

  private static Segment cut(Segment segment, KeyRange range) {
    return segment(range.from(), range.to(), segment.run());
  }

  @Test
  void whateverOverlapsEveryKeyBelongsToTheLastSegmentPut() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Ledger ledger = new Ledger(List.of());
      @Nullable String[] owner = new String[KEYS];
      for (int i = 0; i < 30; i++) {
        int from = random.nextInt(KEYS);
        int to = from + 1 + random.nextInt(KEYS - from);
        ledger.put(segment(key(from), to == KEYS ? null : key(to), "run" + i));
        java.util.Arrays.fill(owner, from, to, "run" + i);
        if (random.nextInt(5) == 0) {
          ledger.settle(LedgerTest::cut);
        }
      }
      assertThat(owners(ledger.settle(LedgerTest::cut))).as("seed %d", seed).isEqualTo(owner);
    }
  }

  private static @Nullable String[] owners(List<Segment> segments) {
    @Nullable String[] owner = new String[KEYS];
    for (Segment segment : segments) {
      for (int i = 0; i < KEYS; i++) {
        if (segment.range().contains(key(i))) {
          assertThat(owner[i]).as("two segments hold %s", key(i)).isNull();
          owner[i] = segment.run();
        }
      }
    }
    return owner;
  }

  @Test
  void whatNoSegmentCoversIsUncovered() {
    Ledger ledger = new Ledger(List.of(segment(key(3), key(5), "a"), segment(key(5), key(9), "b")));
    assertThat(ledger.uncovered(null))
        .containsExactly(new KeyRange(Key.of(""), key(3)), new KeyRange(key(9), null));
    assertThat(ledger.uncovered("b"))
        .containsExactly(new KeyRange(Key.of(""), key(5)), new KeyRange(key(9), null));
  }

  @Test
  void piecesAlongSegmentsAreTheWholeRangeAndBeginWhereSegmentsDo() {
    List<Segment> head = new ArrayList<>();
    for (int i = 2; i < 30; i += 2) {
      head.add(segment(key(i), key(i + 1), "a"));
    }
    KeyRange work = new KeyRange(key(1), key(25));
    List<KeyRange> pieces = Plan.alongSegments(work, head, 3);

    assertThat(pieces).hasSize(4);
    assertThat(pieces.getFirst().from()).isEqualTo(key(1));
    assertThat(pieces.getLast().to()).isEqualTo(key(25));
    for (int i = 1; i < pieces.size(); i++) {
      Key start = pieces.get(i).from();
      assertThat(pieces.get(i - 1).to()).isEqualTo(start);
      assertThat(head).anyMatch(segment -> segment.range().from().equals(start));
    }
  }
}
