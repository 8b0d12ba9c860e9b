package dev.migrator.database.postgres;

import dev.migrator.database.DocumentReader;
import dev.migrator.database.DocumentReader.Row;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.Problems;
import dev.migrator.database.RowsHash;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of documents in COPY's text format: hashes the documents, and looks whether the columns of
/// the key say what the document says.
final class DocumentRows implements RowHasher {
  private final DocumentPlace place;
  private final DocumentReader reader;
  private final Problems problems;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private RowsHash sum = RowsHash.NONE;
  private long different;
  private String firstDifferent = "";

  DocumentRows(DocumentPlace place, DocumentReader reader, Problems problems) {
    this.place = place;
    this.reader = reader;
    this.problems = problems;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') { // within values it is escaped
        rest.write(bytes, from, i - from);
        row(CopyText.values(rest.toByteArray()));
        rest.reset();
        from = i + 1;
      }
    }
    rest.write(bytes, from, end - from);
  }

  private void row(List<@Nullable String> values) {
    if (values.size() != place.relation().columns().size()) {
      throw TextRows.broken("a row has another number of fields than the table has columns");
    }
    List<String> columns = new ArrayList<>();
    values.forEach(value -> columns.add(Objects.requireNonNullElse(value, "NULL")));
    String json = columns.removeLast();
    try {
      Row row = reader.parse(place.table(), json);
      sum = sum.plus(row.hash());
      compare(columns, row.keys());
    } catch (IllegalArgumentException e) {
      sum = sum.plus(new RowsHash(1, 0, 0)); // it is a row, and not as it was
      differs("that with the key %s is no document: %s".formatted(Printable.of(columns), said(e)));
    }
  }

  private static String said(IllegalArgumentException e) {
    return Printable.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
  }

  private void compare(List<String> columns, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      if (!isSame(place.table().keys().get(i).type(), columns.get(i), keys.get(i))) {
        differs(
            "the columns say %s where the document has %s"
                .formatted(Printable.of(columns), Printable.of(keys)));
        return;
      }
    }
  }

  private static boolean isSame(DocumentTable.Type type, String column, String key) {
    return switch (type) {
      case TEXT -> column.equals(key);
      case NUMBER ->
          !Character.isLetter(column.charAt(column.length() - 1)) // NaN, Infinity, NULL
              && new BigDecimal(column).compareTo(new BigDecimal(key)) == 0;
      case BYTES -> column.equalsIgnoreCase("\\x" + key);
    };
  }

  private void differs(String how) {
    different++;
    if (different == 1) {
      firstDifferent = how;
    }
  }

  @Override
  public RowsHash finish() {
    if (rest.size() > 0) {
      throw TextRows.broken("the rows break off");
    }
    if (different > 0) {
      problems.difference(
          place.table().table(),
          "%,d of its rows are not as they were loaded; %s".formatted(different, firstDifferent));
    }
    return sum;
  }
}
