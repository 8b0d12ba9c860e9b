package dev.migrator.database.postgres;

import dev.migrator.database.*;
import java.util.*;
import org.junit.jupiter.api.Test;

final class TryTest {
  @Test
  void tries() {
    var address =
        new DatabaseAddress.PostgresAddress(
            "127.0.0.1", 5599, "regression", "postgres", null, Map.of(), null, TableFilter.ALL);
    try (var source = new PostgresSource(address);
        var cut = source.open(4)) {
      System.out.println(
          cut.cut() + " " + cut.chunks().size() + cut.omissions() + cut.notes() + cut.withheld());
      long[] bytes = new long[1];
      RowsHash sum = RowsHash.NONE;
      for (Chunk chunk : cut.chunks()) {
        try {
          sum = sum.plus(cut.copy(chunk, (b, o, l) -> bytes[0] += l));
        } catch (RuntimeException e) {
          System.out.println(chunk + " " + e.getMessage());
        }
      }
      System.out.println(sum + " " + bytes[0]);
      var end = cut.end();
      System.out.println(
          new String(end.documents().getFirst().bytes()).lines().limit(3).toList()
              + " "
              + end.omissions());
      for (Document d : cut.documents()) System.out.println(d.name() + " " + d.bytes().length);
    }
  }
}
