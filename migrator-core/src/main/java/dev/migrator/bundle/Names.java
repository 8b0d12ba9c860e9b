package dev.migrator.bundle;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of a bundle's files. A path that this class does not know is not ours.
public final class Names {
  public static final String LOCK = "lock.json";

  /// What a run that is under way is told from outside.
  public static final String DEADLINE = "deadline.txt";

  /// An estate file of what a run left.
  public static final String CONTINUATION = "meta/continue.yaml";

  static final String RESERVE = "meta/reserve.part";

  private static final Set<String> ASIDE = Set.of(LOCK, DEADLINE, CONTINUATION);

  private static final String SOURCE = "([a-z0-9-]{1,40})";
  private static final Pattern COMMIT = Pattern.compile("meta/commits/(\\d{6,12})\\.json");
  private static final Pattern VOLUME =
      Pattern.compile("data/" + SOURCE + "/vol-(\\d{6,12})\\.tar\\.zst");
  private static final Pattern PIECE =
      Pattern.compile("data/" + SOURCE + "/big/(\\d{12,18})/p(\\d{5,9})\\.zst");
  private static final Pattern CUT =
      Pattern.compile(
          "data/"
              + SOURCE
              + "/cut-(\\d{6,12})/(?:[A-Za-z0-9][A-Za-z0-9._-]{0,99}/){0,4}"
              + "[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern META =
      Pattern.compile(
          "meta/"
              + SOURCE
              + "/(?:(?:index-(\\d{6,12})\\.(?:ndjson|tsv)|gaps-(\\d{6,12})\\.ndjson)\\.zst"
              + "|source-(\\d{6,12})\\.json)");

  private Names() {}

  /// What a path names.
  public sealed interface Name {

    record CommitFile(long number) implements Name {}

    record Volume(String source, long number) implements Name {}

    /// @param ordinal of the object
    /// @param piece from 1
    record Piece(String source, long ordinal, long piece) implements Name {}

    /// A file of a database's cut.
    record CutFile(String source, long number) implements Name {}

    /// An index in either spelling, a gap file, or a source's description.
    record Meta(String source, long number) implements Name {}

    /// One of the [RecoveryTexts].
    record Text() implements Name {}

    /// One of the files that [TagFiles] derives.
    record TagFile() implements Name {}

    /// The reserve, or a file not finished.
    record Unfinished() implements Name {}

    /// The lock, a deadline or a continuation: for those who work on the bundle, and in no commit.
    record Aside() implements Name {}

    /// No name of ours.
    record Foreign() implements Name {}
  }

  public static Name parse(String path) {
    if (ASIDE.contains(path)) {
      return new Name.Aside();
    }
    if (path.endsWith(".part")) {
      return new Name.Unfinished();
    }
    if (TagFiles.PATHS.contains(path)) {
      return new Name.TagFile();
    }
    if (RecoveryTexts.PATHS.contains(path)) {
      return new Name.Text();
    }
    Matcher match = COMMIT.matcher(path);
    if (match.matches()) {
      return new Name.CommitFile(Long.parseLong(match.group(1)));
    }
    return path.startsWith("data/") ? parseData(path) : parseMeta(path);
  }

  private static Name parseData(String path) {
    Matcher volume = VOLUME.matcher(path);
    if (volume.matches()) {
      return new Name.Volume(volume.group(1), Long.parseLong(volume.group(2)));
    }
    Matcher cut = CUT.matcher(path);
    if (cut.matches()) {
      return new Name.CutFile(cut.group(1), Long.parseLong(cut.group(2)));
    }
    Matcher piece = PIECE.matcher(path);
    return piece.matches()
        ? new Name.Piece(
            piece.group(1), Long.parseLong(piece.group(2)), Long.parseLong(piece.group(3)))
        : new Name.Foreign();
  }

  private static Name parseMeta(String path) {
    Matcher meta = META.matcher(path);
    if (!meta.matches()) {
      return new Name.Foreign();
    }
    for (int group = 2; group <= 4; group++) {
      if (meta.group(group) != null) {
        return new Name.Meta(meta.group(1), Long.parseLong(meta.group(group)));
      }
    }
    throw new IllegalStateException("a group always matches: " + path);
  }

  /// Whether a file that `head` does not name is sound all the same: written after it, and not yet
  /// committed.
  ///
  /// @param head null where nothing is committed yet
  public static boolean isInFlight(String path, @org.jspecify.annotations.Nullable Commit head) {
    return switch (parse(path)) {
      case Name.Unfinished(), Name.Aside() -> true;
      case Name.Text() -> head == null;
      case Name.Volume volume -> head == null || volume.number() >= head.inFlightFile();
      case Name.Meta meta -> head == null || meta.number() >= head.inFlightFile();
      case Name.CutFile cut -> head == null || cut.number() >= head.inFlightFile();
      case Name.Piece piece -> head == null || piece.ordinal() >= head.inFlightOrdinal();
      case Name.CommitFile _, Name.TagFile(), Name.Foreign() -> false;
    };
  }

  public static String commit(long number) {
    return "meta/commits/" + file(number) + ".json";
  }

  static String volume(String source, long number) {
    return "data/" + source + "/vol-" + file(number) + ".tar.zst";
  }

  static String index(String source, long number) {
    return "meta/" + source + "/index-" + file(number);
  }

  static String gaps(String source, long number) {
    return "meta/" + source + "/gaps-" + file(number) + ".ndjson.zst";
  }

  static String description(String source, long number) {
    return "meta/" + source + "/source-" + file(number) + ".json";
  }

  /// Folder of a database's cut.
  public static String cut(String source, long number) {
    return "data/" + source + "/cut-" + file(number);
  }

  static String bigFolder(String source, long ordinal) {
    return "data/" + source + "/big/" + ordinal(ordinal);
  }

  /// @param piece from 1
  public static String piece(String folder, long piece) {
    return folder + "/p" + digits(piece, 5) + ".zst";
  }

  static String ordinal(long ordinal) {
    return digits(ordinal, 12);
  }

  private static String file(long number) {
    return digits(number, 6);
  }

  private static String digits(long number, int atLeast) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, atLeast - digits.length())) + digits;
  }
}
