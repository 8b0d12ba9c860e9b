package dev.migrator.store.s3;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One answer to ListObjectsV2 or ListObjectVersions.
///
/// @param entries in the host's order, versions and delete markers of one key too
/// @param next where the listing goes on; null at its end
record ListPage(List<Listed> entries, @Nullable Position next) {
  private static final Pattern MILLIS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  /// Where a listing goes on. Either a token that the host gave, or markers: the entries after
  /// them.
  ///
  /// @param key null where the token says it all
  record Position(@Nullable String token, @Nullable Key key, @Nullable String versionId) {
    static final Position START = new Position(null, null, null);

    static Position after(Key key) {
      return new Position(null, key, null);
    }
  }

  /// @throws IllegalArgumentException if the answer makes no sense
  static ListPage of(XmlNode answer, KeyDecoder decoder) {
    boolean encoded = answer.text("EncodingType").equalsIgnoreCase("url");
    List<Listed> entries = new ArrayList<>();
    for (XmlNode node : answer.children()) {
      switch (node.name()) {
        case "Contents", "Version" ->
            entries.add(entry(node, Kind.OBJECT, key(node.text("Key"), encoded, decoder)));
        case "DeleteMarker" ->
            entries.add(entry(node, Kind.DELETE_MARKER, key(node.text("Key"), encoded, decoder)));
        default -> {
          // the listing's own properties
        }
      }
    }
    return new ListPage(Interleaving.of(entries), next(answer, encoded, decoder));
  }

  private static Key key(String text, boolean encoded, KeyDecoder decoder) {
    return encoded ? decoder.decode(text) : Key.of(text);
  }

  private static @Nullable Position next(XmlNode answer, boolean encoded, KeyDecoder decoder) {
    String truncated = answer.text("IsTruncated");
    if (!List.of("true", "false", "").contains(truncated)) {
      throw new IllegalArgumentException("IsTruncated is \"" + truncated + "\"");
    }
    if (!truncated.equals("true")) {
      return null;
    }
    String token = answer.text("NextContinuationToken");
    if (!token.isEmpty()) {
      return new Position(token, null, null);
    }
    return new Position(
        null,
        key(answer.text("NextKeyMarker"), encoded, decoder),
        emptyToNull(answer.text("NextVersionIdMarker")));
  }

  private static Listed entry(XmlNode node, Kind kind, Key key) {
    String size = node.text("Size");
    return new Listed(
        key,
        kind,
        emptyToNull(node.text("VersionId")),
        !node.text("IsLatest").equals("false"),
        size.isEmpty() ? 0 : Long.parseLong(size),
        time(node.text("LastModified")),
        emptyToNull(withoutQuotes(node.text("ETag"))),
        emptyToNull(node.text("StorageClass")));
  }

  private static @Nullable Instant time(String text) {
    try {
      return MILLIS.matcher(text).matches() ? ofMillis(text) : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// What most hosts write, at a tenth of what the general parser takes.
  private static Instant ofMillis(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    LocalTime time =
        LocalTime.of(
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 23) * 1_000_000);
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  static String withoutQuotes(String etag) {
    return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
