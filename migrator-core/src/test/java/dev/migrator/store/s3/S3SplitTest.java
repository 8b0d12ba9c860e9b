package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.s3.ListPage.Position;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How the work of a range is told and cut.
final class S3SplitTest {
  private static final int PAGE_MAX_KEYS = 1000;
  private static final long LARGE_BYTES = 256L << 20;

  private final AtomicInteger looks = new AtomicInteger();

  private List<KeyRange> split(List<Listed> all, int parts) {
    return new S3Split(PAGE_MAX_KEYS, (from, maxKeys) -> page(all, from, maxKeys))
        .split(KeyRange.ALL, parts);
  }

  private ListPage page(List<Listed> all, Key from, int maxKeys) {
    looks.incrementAndGet();
    List<Listed> rest = all.stream().filter(e -> e.key().compareTo(from) >= 0).toList();
    List<Listed> page = rest.subList(0, Math.min(maxKeys, rest.size()));
    boolean more = page.size() < rest.size();
    return new ListPage(page, more ? Position.after(page.getLast().key()) : null);
  }

  private static List<Listed> objects(int count, long sizeBytes) {
    return IntStream.range(0, count).mapToObj(i -> object(i, sizeBytes)).toList();
  }

  private static Listed object(int number, long sizeBytes) {
    Key key = Key.of("object-%05d".formatted(number));
    return new Listed(key, Kind.OBJECT, null, true, sizeBytes, null, null, null);
  }

  private static List<Long> counts(List<KeyRange> ranges, List<Listed> all) {
    return ranges.stream()
        .map(range -> all.stream().filter(e -> range.contains(e.key())).count())
        .toList();
  }

  @Test
  void fewLargeObjectsAreSharedEvenlyAfterOneLook() {
    List<Listed> all = objects(8, LARGE_BYTES);

    assertThat(counts(split(all, 4), all)).containsExactly(2L, 2L, 2L, 2L);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aLargeObjectCountsForManySmallOnes() {
    List<Listed> all =
        IntStream.range(0, 500).mapToObj(i -> object(i, i == 0 ? LARGE_BYTES : 10)).toList();

    assertThat(counts(split(all, 2), all)).containsExactly(1L, 499L);
  }

  @Test
  void fewSmallObjectsStayTogether() {
    List<Listed> all = objects(150, 10);

    assertThat(split(all, 2)).containsExactly(KeyRange.ALL);
    assertThat(looks).hasValue(1);
  }

  @Test
  void manyObjectsAreCutEvenlyThoughNoLookSeesThemAll() {
    List<Listed> all = objects(20_000, 10);

    assertThat(counts(split(all, 2), all)).containsExactly(10_000L, 10_000L);
    assertThat(looks.get()).isLessThan(20);
  }
}
