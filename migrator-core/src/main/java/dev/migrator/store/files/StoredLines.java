package dev.migrator.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.KeyRange;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The lines of `keys.tsv` in key order, of one key the newest first. Holds so many in memory and
/// no more; beyond that they are sorted through files.
final class StoredLines implements AutoCloseable {
  static final int MAX_IN_MEMORY = 20_000;

  private static final Comparator<Numbered> ORDER =
      Comparator.<Numbered, dev.migrator.model.Key>comparing(line -> line.stored().key())
          .thenComparing(Comparator.comparingLong(Numbered::number).reversed());

  private record Numbered(long number, Stored stored) {}

  /// A sorted part, read from its first line on.
  private static final class Part {
    private final BufferedReader lines;
    private Numbered head;

    private Part(BufferedReader lines, Numbered head) {
      this.lines = lines;
      this.head = head;
    }

    Numbered head() {
      return head;
    }

    boolean advance() throws IOException {
      Numbered next = parse(lines.readLine());
      if (next != null) {
        head = next;
      }
      return next != null;
    }

    private static @Nullable Numbered parse(@Nullable String line) {
      if (line == null) {
        return null;
      }
      int tab = line.indexOf('\t');
      return new Numbered(
          Long.parseLong(line.substring(0, tab)), Stored.ofLine(line.substring(tab + 1)));
    }
  }

  private final Layout layout;
  private final KeyRange range;
  private final int maxInMemory;
  private final List<Path> files = new ArrayList<>();
  private final PriorityQueue<Part> parts =
      new PriorityQueue<>(Comparator.comparing(Part::head, ORDER));
  private List<Numbered> inMemory = new ArrayList<>();
  private int index;

  private StoredLines(Layout layout, KeyRange range, int maxInMemory) {
    this.layout = layout;
    this.range = range;
    this.maxInMemory = maxInMemory;
  }

  static StoredLines read(Layout layout, KeyRange range) throws IOException {
    return read(layout, range, MAX_IN_MEMORY);
  }

  static StoredLines read(Layout layout, KeyRange range, int maxInMemory) throws IOException {
    StoredLines lines = new StoredLines(layout, range, maxInMemory);
    try {
      lines.load();
      return lines;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private void load() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(layout.keys(), UTF_8)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(number++, line);
      }
    } catch (NoSuchFileException _) {
      return; // every entry lies at its own path
    }
    inMemory.sort(ORDER);
    for (Path file : files) {
      open(file);
    }
  }

  private void add(long number, String line) throws IOException {
    if (line.startsWith("#")) {
      return;
    }
    Stored stored = Stored.ofLine(line);
    if (range.contains(stored.key())) {
      inMemory.add(new Numbered(number, stored));
    }
    if (inMemory.size() == maxInMemory) {
      spill();
    }
  }

  private void spill() throws IOException {
    inMemory.sort(ORDER);
    Path file = layout.temporary();
    layout.makeParent(file);
    files.add(file);
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      for (Numbered line : inMemory) {
        out.write(line.number() + "\t" + line.stored().line() + "\n");
      }
    }
    inMemory = new ArrayList<>();
  }

  private void open(Path file) throws IOException {
    BufferedReader lines = Files.newBufferedReader(file, UTF_8);
    Numbered head = Part.parse(lines.readLine());
    if (head != null) {
      parts.add(new Part(lines, head));
    }
  }

  /// @return null at the end
  @Nullable Stored next() throws IOException {
    Part first = parts.peek();
    Numbered here = index < inMemory.size() ? inMemory.get(index) : null;
    if (first == null || (here != null && ORDER.compare(here, first.head()) < 0)) {
      index++;
      return here == null ? null : here.stored();
    }
    parts.remove();
    Stored stored = first.head().stored();
    if (first.advance()) {
      parts.add(first);
    } else {
      first.lines.close();
    }
    return stored;
  }

  @Override
  public void close() throws IOException {
    for (Part part : parts) {
      part.lines.close();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
