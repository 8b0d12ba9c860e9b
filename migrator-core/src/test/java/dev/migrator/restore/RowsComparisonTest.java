package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedPart;
import dev.migrator.restore.RestoreReport.Difference;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowsComparisonTest {
  private static final Map<String, String> WHOLES = Map.of("t_0", "t", "t_1", "t", "t_2", "t");

  private final RowsComparison comparison =
      new RowsComparison(
          List.of(part("t_0", 5, 50), part("t_1", 7, 70), part("alone", 1, 9)), WHOLES);
  private final Tally tally = new Tally();

  private record Part(String table, RowsHash hash) implements SavedPart {
    @Override
    public String file() {
      return table + ".copy";
    }

    @Override
    public long sizeBytes() {
      return hash.rows();
    }

    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }
  }

  private static SavedPart part(String table, long rows, long sum) {
    return new Part(table, new RowsHash(rows, 0, sum));
  }

  private List<String> differing() {
    comparison.tell(tally);
    return tally.differences.noted().first().stream().map(Difference::key).toList();
  }

  private void found(String table, long rows, long sum) {
    comparison.found(table, new RowsHash(rows, 0, sum));
  }

  @Test
  void partitionsThatWereNotCapturedAreReadToo() {
    assertThat(comparison.tables()).containsExactlyInAnyOrder("t_0", "t_1", "t_2", "alone");
  }

  @Test
  void rowsInAnotherPartitionAreThere() {
    found("t_0", 4, 41);
    found("t_2", 8, 79);
    found("alone", 1, 9);
    assertThat(differing()).isEmpty();
    assertThat(tally.compared.sum()).isEqualTo(13);
  }

  @Test
  void aRowTooFewIsADifferenceOfEachPartitionThatIsOtherThanItWas() {
    found("t_0", 5, 50);
    found("t_1", 6, 60);
    found("alone", 1, 9);
    assertThat(differing()).containsExactly("t_1");
  }

  @Test
  void anotherValueIsADifference() {
    found("t_0", 5, 51);
    found("t_1", 7, 70);
    found("alone", 1, 9);
    assertThat(differing()).containsExactly("t_0");
  }

  @Test
  void aRowTooManyInAPartitionThatWasNotCapturedIsADifference() {
    found("t_0", 5, 50);
    found("t_1", 7, 70);
    found("t_2", 1, 3);
    found("alone", 1, 9);
    assertThat(differing()).containsExactly("t_2");
  }
}
