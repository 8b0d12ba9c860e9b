package dev.migrator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;

/// The sum over rows that [RowsHash] is. Of each field the MurmurHash3 (x64, 128 bits), seeded by
/// the column's name, so that the order of columns does not matter; of each row the mixed sum of
/// these, so that values which change rows are seen. Not for several threads.
public final class RowSum {
  private final int[] seeds;
  private final FieldHash hash = new FieldHash();
  private int column;
  private long rowHigh;
  private long rowLow;
  private long rows;
  private long high;
  private long low;

  /// @param columns names, in the order of the fields
  public RowSum(List<String> columns) {
    seeds = columns.stream().mapToInt(RowSum::seed).toArray();
  }

  private static int seed(String column) {
    byte[] name = column.getBytes(UTF_8);
    return MurmurHash3.hash32x86(name, 0, name.length, 0);
  }

  /// The next field of the row.
  public void field(byte[] bytes, int offset, int length) {
    int seed = column < seeds.length ? seeds[column] : -1;
    column++;
    hash.of(bytes, offset, length, seed);
    rowHigh += hash.high();
    rowLow += hash.low();
  }

  /// The next field of the row is null; what text shows so needs no word of its own.
  public void absent() {
    column++;
  }

  /// Whether the row so far has as many fields as there are columns.
  public boolean isWholeRow() {
    return column == seeds.length;
  }

  public void endRow() {
    rows++;
    high += FieldHash.mix(rowHigh + Long.rotateLeft(rowLow, 32));
    low += FieldHash.mix(rowLow ^ seeds.length);
    restartRow();
  }

  /// Forgets the fields of a row that is not whole.
  public void restartRow() {
    column = 0;
    rowHigh = 0;
    rowLow = 0;
  }

  public RowsHash sum() {
    return new RowsHash(rows, high, low);
  }
}
