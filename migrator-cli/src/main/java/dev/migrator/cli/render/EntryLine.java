package dev.migrator.cli.render;

import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One entry of a listing.
///
/// @param sourceWidth columns for the source's name; 0 for none
/// @param versions whether the version stands in the line
public record EntryLine(int sourceWidth, Versions versions) {
  private static final String NO_TIME = " ".repeat(20);
  private static final int VERSION_WIDTH = 36;

  /// Which versions a listing shows.
  public enum Versions {
    LATEST,
    ALL
  }

  /// @param key percent-encoded, every byte
  /// @param text the key as text; null where it is not UTF-8
  private record Json(
      String source,
      String key,
      @Nullable String text,
      String kind,
      @Nullable String versionId,
      boolean latest,
      long sizeBytes,
      @Nullable String sha256,
      @Nullable String modified,
      @Nullable String etag,
      List<MissingJson> missing) {}

  /// @param attribute null for the bytes
  private record MissingJson(@Nullable String attribute, String code, String reason) {}

  /// Whether the listing shows it at all.
  public boolean shows(Entry entry) {
    Listed listed = entry.listed();
    return versions == Versions.ALL
        || (listed.latest() && listed.kind() != Listed.Kind.DELETE_MARKER);
  }

  public String text(String source, Entry entry) {
    Listed listed = entry.listed();
    StringBuilder line = new StringBuilder();
    if (sourceWidth > 0) {
      line.append(padded(source, sourceWidth)).append("  ");
    }
    String size = size(entry);
    line.append(" ".repeat(Math.max(0, 10 - size.length()))).append(size).append("  ");
    line.append(time(listed.modified())).append("  ");
    if (versions == Versions.ALL) {
      String version = listed.versionId() == null ? "-" : listed.versionId();
      line.append(padded(version, VERSION_WIDTH))
          .append(listed.latest() ? "  latest  " : "          ");
    }
    return line.append(listed.key()).append(linkTarget(entry)).append(gaps(entry)).toString();
  }

  private static String size(Entry entry) {
    return switch (entry.listed().kind()) {
      case OBJECT -> Figures.bytes(entry.listed().sizeBytes());
      case DELETE_MARKER -> "deleted";
      case FOLDER -> "folder";
      case LINK -> "link";
      case SPECIAL -> "special";
    };
  }

  private static String time(@Nullable Instant modified) {
    return modified == null ? NO_TIME : Figures.time(modified);
  }

  private static String linkTarget(Entry entry) {
    Key target = entry.attributes() instanceof FileAttributes file ? file.linkTarget() : null;
    return target == null ? "" : " -> " + target;
  }

  private static String gaps(Entry entry) {
    return entry.gaps().stream()
        .filter(missing -> missing.attribute() == null)
        .findFirst()
        .map(missing -> "  (NO BYTES, " + missing.code().wire() + ")")
        .orElse("");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  public static Object json(String source, Entry entry) {
    Listed listed = entry.listed();
    Content content = entry.content();
    Key key = listed.key();
    return new Json(
        source,
        key.percentEncoded(),
        key.isText() ? key.text() : null,
        listed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        listed.versionId(),
        listed.latest(),
        listed.sizeBytes(),
        content == null ? null : content.sha256().hex(),
        listed.modified() == null ? null : listed.modified().toString(),
        listed.etag(),
        entry.gaps().stream()
            .map(one -> new MissingJson(one.attribute(), one.code().wire(), one.reason()))
            .toList());
  }
}
