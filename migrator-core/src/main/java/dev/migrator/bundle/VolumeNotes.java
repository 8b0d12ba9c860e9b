package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What a volume says of itself: `VOLUME.json` and `INDEX.ndjson`. Malformed notes are an
/// `IllegalArgumentException`.
public final class VolumeNotes {
  private VolumeNotes() {}

  /// `VOLUME.json`.
  ///
  /// @param file number of the volume
  public record Head(String bundle, String source, long file) {
    public static Head parse(byte[] bytes) {
      JsonNode node = Json.parse(bytes, 0, bytes.length);
      String format = Json.string(node, "format");
      if (!format.equals(CommitJson.FORMAT)) {
        throw new IllegalArgumentException("of format " + format);
      }
      return new Head(
          Json.string(node, "bundle"), Json.string(node, "source"), Json.number(node, "file"));
    }
  }

  /// A line of `INDEX.ndjson`.
  public sealed interface Line {

    /// A member that holds an object.
    record Kept(String volume, String member, Content content) implements Line {}

    /// A member that was given up while it was written.
    record Abandoned(String member) implements Line {}
  }

  /// The lines of `INDEX.ndjson`. Not for several threads.
  public static final class Lines {
    private final LineReader lines;

    public Lines(InputStream in) {
      lines = new LineReader(in);
    }

    /// @return null at the end
    public @Nullable Line next() {
      return lines.next() ? parse() : null;
    }

    private Line parse() {
      JsonNode node = Json.parse(lines.buffer(), lines.offset(), lines.length());
      if (Json.has(node, "abandoned")) {
        return new Line.Abandoned(Json.string(node, "member"));
      }
      Entry entry = EntryJson.parse(node);
      if (entry.content() != null && entry.content().place() instanceof Content.Member member) {
        return new Line.Kept(member.volume(), member.member(), entry.content());
      }
      throw new IllegalArgumentException("line %d is of no member".formatted(lines.number()));
    }
  }
}
