package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowHasherTest {
  private static final List<String> COLUMNS = List.of("a", "b");

  private static RowsHash text(List<String> columns, String rows) {
    TextRows hasher = new TextRows(columns);
    byte[] bytes = rows.getBytes(UTF_8);
    hasher.update(bytes, 0, bytes.length);
    return hasher.finish();
  }

  @Test
  void neitherTheOrderOfRowsNorThatOfColumnsCounts() {
    RowsHash hash = text(COLUMNS, "1\tx\n2\ty\n");
    assertThat(text(COLUMNS, "2\ty\n1\tx\n")).isEqualTo(hash);
    assertThat(text(List.of("b", "a"), "x\t1\ny\t2\n")).isEqualTo(hash);
    assertThat(text(COLUMNS, "1\tx\n").plus(text(COLUMNS, "2\ty\n"))).isEqualTo(hash);
    assertThat(hash.rows()).isEqualTo(2);
  }

  @Test
  void valuesThatChangeTheirRowOrColumnAreSeen() {
    RowsHash hash = text(COLUMNS, "1\tx\n2\ty\n");
    assertThat(text(COLUMNS, "1\ty\n2\tx\n")).isNotEqualTo(hash);
    assertThat(text(COLUMNS, "x\t1\n2\ty\n")).isNotEqualTo(hash);
    assertThat(text(COLUMNS, "1\tx\n2\ty\n2\ty\n")).isNotEqualTo(hash);
    assertThat(text(COLUMNS, "\\N\tx\n")).isNotEqualTo(text(COLUMNS, "\tx\n"));
    assertThat(text(List.of("a", "c"), "1\tx\n")).isNotEqualTo(text(COLUMNS, "1\tx\n"));
  }

  @Test
  void rowsMayComeInPiecesCutAnywhere() {
    String rows = "1\tlong value\n2\t\n\t\\n\n".repeat(20);
    RowsHash whole = text(COLUMNS, rows);
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      TextRows hasher = new TextRows(COLUMNS);
      byte[] bytes = rows.getBytes(UTF_8);
      for (int from = 0; from < bytes.length; ) {
        int size = Math.min(bytes.length - from, random.nextInt(12));
        hasher.update(bytes, from, size);
        from += size;
      }
      assertThat(hasher.finish()).isEqualTo(whole);
    }
  }

  @Test
  void tablesWithoutColumnsHaveRows() {
    assertThat(text(List.of(), "\n\n\n").rows()).isEqualTo(3);
  }

  @Test
  void whatBreaksOffOrDoesNotFitTheTableIsRefused() {
    for (String rows : List.of("1\tx\n2", "1\n", "1\tx\ty\n")) {
      assertThatThrownBy(() -> text(COLUMNS, rows)).as(rows).isInstanceOf(StoreException.class);
    }
  }

  private static byte[] binary(String... fields) {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    buffer.put("PGCOPY\n\377\r\n\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    buffer.putInt(0).putInt(0);
    for (int i = 0; i < fields.length; i += 2) {
      buffer.putShort((short) 2);
      for (String field : List.of(fields[i], fields[i + 1])) {
        byte[] bytes = field.getBytes(UTF_8);
        buffer.putInt(field.equals("NULL") ? -1 : bytes.length);
        buffer.put(field.equals("NULL") ? new byte[0] : bytes);
      }
    }
    buffer.putShort((short) -1);
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static RowsHash hash(byte[] bytes, int step) {
    BinaryRows hasher = new BinaryRows(COLUMNS);
    for (int from = 0; from < bytes.length; from += step) {
      hasher.update(bytes, from, Math.min(step, bytes.length - from));
    }
    return hasher.finish();
  }

  @Test
  void binaryRowsAreHashedTheSameWay() {
    RowsHash hash = hash(binary("1", "x", "2", "y"), 1000);
    assertThat(hash).isEqualTo(text(COLUMNS, "1\tx\n2\ty\n"));
    assertThat(hash(binary("1", "x", "2", "y"), 3)).isEqualTo(hash);
    assertThat(hash(binary("NULL", "x"), 1000)).isNotEqualTo(hash(binary("", "x"), 1000));
    byte[] cut = java.util.Arrays.copyOf(binary("1", "x"), 30);
    assertThatThrownBy(() -> hash(cut, 1000)).isInstanceOf(StoreException.class);
  }
}
