package dev.migrator.cli.render;

import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfKey;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.model.Gap.OfRange;
import dev.migrator.model.Gap.OfSource;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import org.jspecify.annotations.Nullable;

/// One gap.
public final class GapLine {
  private static final int LONGEST_CODE = 17;

  /// @param scope `key`, `attribute`, `range`, `configuration` or `part`
  /// @param key percent-encoded; null unless the gap is of one entry
  /// @param attribute or part of a database; null unless the gap is of one
  /// @param from percent-encoded; null unless the gap is of a range
  /// @param to percent-encoded; null unless the gap is of a range with an end
  private record Json(
      String source,
      String scope,
      @Nullable String key,
      @Nullable String versionId,
      @Nullable String attribute,
      @Nullable String from,
      @Nullable String to,
      String code,
      String reason) {}

  private GapLine() {}

  public static String text(Gap gap) {
    String code = gap.code().wire();
    return code
        + " ".repeat(Math.max(0, LONGEST_CODE - code.length()))
        + "  "
        + gap.source()
        + "  "
        + what(gap)
        + ": "
        + gap.reason();
  }

  private static String what(Gap gap) {
    return switch (gap.scope()) {
      case OfKey(Key key, var version, var attribute) ->
          key
              + (version == null ? "" : " (version " + version + ")")
              + (attribute == null ? "" : ", its " + attribute);
      case OfRange(KeyRange range) ->
          "all keys from " + named(range.from()) + " to " + upTo(range.to());
      case OfSource(String attribute) -> "configuration " + attribute;
      case OfPart(String part) -> part;
    };
  }

  private static String named(Key key) {
    return key.length() == 0 ? "the first" : "\"" + key + "\"";
  }

  private static String upTo(@Nullable Key key) {
    return key == null ? "the last" : "\"" + key + "\" (excluded)";
  }

  public static Object json(Gap gap) {
    String code = gap.code().wire();
    return switch (gap.scope()) {
      case OfKey(Key key, var version, var attribute) ->
          new Json(
              gap.source(),
              attribute == null ? "key" : "attribute",
              key.percentEncoded(),
              version,
              attribute,
              null,
              null,
              code,
              gap.reason());
      case OfRange(KeyRange range) -> ofRange(gap, range, code);
      case OfSource(String attribute) ->
          new Json(
              gap.source(), "configuration", null, null, attribute, null, null, code, gap.reason());
      case OfPart(String part) ->
          new Json(gap.source(), "part", null, null, part, null, null, code, gap.reason());
    };
  }

  private static Json ofRange(Gap gap, KeyRange range, String code) {
    String to = range.to() == null ? null : range.to().percentEncoded();
    return new Json(
        gap.source(),
        "range",
        null,
        null,
        null,
        range.from().percentEncoded(),
        to,
        code,
        gap.reason());
  }
}
