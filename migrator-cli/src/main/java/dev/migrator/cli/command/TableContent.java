package dev.migrator.cli.command;

import dev.migrator.cli.render.Printer;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What a cut has of one table, or one of its documents.
record TableContent(SavedCut cut, String source) {

  private record Json(String source, String table, long sizeBytes) {}

  void writeTo(Printer printer, String name) {
    try {
      write(printer, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Printer printer, String name) throws IOException {
    Optional<byte[]> document = cut.document(name);
    if (document.isPresent()) {
      byte[] bytes = document.get();
      printer.bytes(new Json(source, name, bytes.length), new ByteArrayInputStream(bytes));
      return;
    }
    List<SavedPart> parts = cut.parts().stream().filter(part -> part.table().equals(name)).toList();
    if (parts.isEmpty()) {
      throw new StoreException(
          Reason.NOT_FOUND,
          "the bundle has no rows of " + name + " in source " + source,
          "Look what there is: migrator ls BUNDLE SOURCE.",
          null);
    }
    long sizeBytes = parts.stream().mapToLong(SavedPart::sizeBytes).sum();
    try (InputStream rows = new Parts(parts)) {
      printer.bytes(new Json(source, name, sizeBytes), rows);
    }
  }

  /// The parts one after the other, each opened when its turn comes.
  private static final class Parts extends InputStream {
    private final List<SavedPart> parts;
    private int opened;
    private InputStream current = InputStream.nullInputStream();

    Parts(List<SavedPart> parts) {
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (true) {
        int size = current.read(bytes, offset, length);
        if (size >= 0 || opened == parts.size()) {
          return size;
        }
        current.close();
        current = parts.get(opened).open();
        opened++;
      }
    }

    @Override
    public void close() throws IOException {
      current.close();
    }
  }
}
