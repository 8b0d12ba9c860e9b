package dev.migrator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A database of lines of text. Both its sides pass the contract.
public final class MemoryDatabase {
  private static final int ROWS_A_CHUNK = 10;

  final Map<String, List<String>> tables = new TreeMap<>();
  final Set<String> done = ConcurrentHashMap.newKeySet();
  String cutId = "";

  public synchronized void insert(String table, String row) {
    tables.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
  }

  public synchronized int rows(String table) {
    return tables.getOrDefault(table, List.of()).size();
  }

  /// Whether a restore was begun and is not finished.
  public boolean isBegun() {
    return !cutId.isEmpty();
  }

  synchronized Map<String, List<String>> copy() {
    Map<String, List<String>> copy = new TreeMap<>();
    tables.forEach((name, rows) -> copy.put(name, List.copyOf(rows)));
    return copy;
  }

  public DatabaseSource source() {
    return new Source();
  }

  public DatabaseTarget target() {
    return new Target();
  }

  private static RowsHash hash(List<String> rows) {
    return rows.stream()
        .map(row -> new RowsHash(1, row.hashCode(), 31L * row.hashCode() + row.length()))
        .reduce(RowsHash.NONE, RowsHash::plus);
  }

  private static List<Chunk> chunks(Map<String, List<String>> tables) {
    List<Chunk> chunks = new ArrayList<>();
    tables.forEach((name, rows) -> {
      for (int from = 0; from == 0 || from < rows.size(); from += ROWS_A_CHUNK) {
        chunks.add(new Chunk("%s.c%d".formatted(name, from), name, Integer.toString(from), 10));
      }
    });
    return chunks;
  }

  private static List<String> rows(Map<String, List<String>> tables, Chunk chunk) {
    List<String> rows = tables.getOrDefault(chunk.table(), List.of());
    int from = Integer.parseInt(chunk.range());
    return rows.subList(from, Math.min(rows.size(), from + ROWS_A_CHUNK));
  }

  private final class Source implements DatabaseSource {
    @Override
    public String label() {
      return "memory";
    }

    @Override
    public void greet() {}

    @Override
    public OpenCut open(int readers) {
      return new MemoryCut(copy());
    }

    @Override
    public void close() {}
  }

  private record MemoryCut(Map<String, List<String>> rows) implements OpenCut {
    @Override
    public Cut cut() {
      return new Cut("Memory 1", "memory", "1", Instant.EPOCH, null);
    }

    @Override
    public List<Document> documents() {
      return List.of(new Document("tables.txt", String.join("\n", rows.keySet()).getBytes(UTF_8)));
    }

    @Override
    public List<Chunk> chunks() {
      return MemoryDatabase.chunks(rows);
    }

    @Override
    public List<Omission> omissions() {
      return List.of();
    }

    @Override
    public List<Withheld> withheld() {
      return List.of(new Withheld("password of memory", "remember it"));
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public RowsHash copy(Chunk chunk, ByteSink sink) {
      List<String> part = MemoryDatabase.rows(rows, chunk);
      for (String row : part) {
        byte[] line = (row + "\n").getBytes(UTF_8);
        sink.write(line, 0, line.length);
      }
      return hash(part);
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public Ending end() {
      return new Ending(
          List.of(new Document("end.txt", "end".getBytes(UTF_8))), List.of(), List.of());
    }

    @Override
    public void close() {}
  }

  private final class Target implements DatabaseTarget {
    private final List<Problem> problems = new ArrayList<>();
    private Set<String> objects = Set.of();

    @Override
    public String label() {
      return "memory";
    }

    @Override
    public Examination examine(SavedCut saved, Creation creation) {
      if (cutId.isEmpty() ? !tables.isEmpty() : !cutId.equals(saved.id())) {
        throw new UsageException("the memory is not empty", "Forget.");
      }
      String names = new String(saved.document("tables.txt").orElseThrow(), UTF_8);
      objects = new HashSet<>(names.lines().toList());
      boolean goesOn = !cutId.isEmpty();
      pendingId = saved.id();
      return new Examination(goesOn, List.of());
    }

    private String pendingId = "";

    @Override
    public void prepare() {
      cutId = pendingId;
      objects.forEach(name -> tables.computeIfAbsent(name, table -> new ArrayList<>()));
    }

    @Override
    public long load(SavedPart part) {
      if (done.contains(part.file())) {
        return 0;
      }
      List<String> rows;
      try (InputStream in = part.open()) {
        rows = new String(in.readAllBytes(), UTF_8).lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      synchronized (MemoryDatabase.this) {
        rows.forEach(row -> insert(part.table(), row));
        done.add(part.file());
      }
      return rows.size();
    }

    @Override
    public List<Runnable> builds() {
      return List.of(() -> done.add("built"));
    }

    @Override
    public void complete() {
      done.add("completed");
    }

    @Override
    public List<Chunk> readBack(Set<String> wanted, int readers) {
      Map<String, List<String>> some = copy();
      some.keySet().retainAll(wanted);
      return MemoryDatabase.chunks(some);
    }

    @Override
    public RowsHash read(Chunk chunk) {
      return hash(MemoryDatabase.rows(copy(), chunk));
    }

    @Override
    public void compareObjects() {
      objects.stream()
          .filter(name -> !tables.containsKey(name))
          .forEach(
              name -> problems.add(new Problem(Problem.Kind.DIFFERENCE, name, "is not there")));
    }

    @Override
    public void finish() {
      cutId = "";
      done.clear();
    }

    @Override
    public List<Problem> problems() {
      return List.copyOf(problems);
    }

    @Override
    public void close() {}
  }
}
