package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.model.Entry;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A line of a volume's own index: one for each member, in their order.
public sealed interface VolumeLine {

  /// The entry that the member holds the bytes of.
  record Held(Entry entry) implements VolumeLine {}

  /// The member was given up: its bytes mean nothing.
  record Abandoned(long ordinal, String member) implements VolumeLine {}

  /// The lines of `INDEX.ndjson`, one after the other. Not for several threads.
  final class Reader implements AutoCloseable {
    private final LineReader lines;

    /// @param in closed with the reader
    public Reader(InputStream in) {
      lines = new LineReader(in);
    }

    /// @return null at the end
    /// @throws IllegalArgumentException if the line is none
    public @Nullable VolumeLine next() {
      if (!lines.next()) {
        return null;
      }
      JsonNode line = Json.parse(lines.buffer(), lines.offset(), lines.length());
      return Json.has(line, "abandoned")
          ? new Abandoned(Json.number(line, "n"), Json.string(line, "member"))
          : new Held(EntryJson.parse(line));
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
