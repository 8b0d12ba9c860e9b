package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.migrator.bundle.Names;
import dev.migrator.model.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Ways in which a bundle can be damaged or forged, each named by the one code that it must give.
/// Applied to [SampleBundle#rich].
enum Damage {
  V001_MISSING_VOLUME(f -> f.delete(f.path("media/vol-"))),
  V001_MISSING_INDEX(f -> f.delete(f.path("media/index-"))),
  V001_MISSING_GAP_FILE(f -> f.delete(f.path("gaps-"))),
  V001_MISSING_PIECE(f -> f.delete(f.paths("big/").getLast())),
  V001_MISSING_EARLIER_COMMIT(f -> f.delete(Names.commit(1))),
  V002_VOLUME_CUT_AT_A_FRAME_BOUNDARY(Damage::cutAtFrame),
  V002_CUT_INDEX(
      f -> f.write(f.path("media/index-"), Arrays.copyOf(f.read(f.path("media/index-")), 50))),
  V002_CUT_EARLIER_COMMIT(
      f -> f.write(Names.commit(1), Arrays.copyOf(f.read(Names.commit(1)), 50))),
  V002_ANOTHER_RECOVER_SCRIPT(f -> f.edit("recover.sh", s -> s + "rm -rf /\n")),
  V003_ANOTHER_RECOVER_SCRIPT_OF_ONE_LENGTH(
      f -> f.edit("recover.sh", s -> s.replaceFirst("LC_ALL=C", "LC_ALL=D"))),
  V001_MISSING_README(f -> f.delete("README-RECOVER.txt")),
  V003_FLIPPED_BIT_IN_VOLUME(f -> f.flip(f.path("media/vol-"), 1000)),
  V003_FLIPPED_BIT_IN_SEEK_TABLE(
      f -> f.flip(f.path("media/vol-"), f.read(f.path("media/vol-")).length - 12)),
  V003_FLIPPED_BIT_IN_PIECE(f -> f.flip(f.path("big/"), 90_000)),
  V003_FLIPPED_BIT_IN_INDEX(f -> f.flip(f.path("media/index-"), 100)),
  V003_FLIPPED_BIT_IN_TABLE(f -> f.flip(f.path("tsv"), 100)),
  V003_FLIPPED_BIT_IN_GAP_FILE(f -> f.flip(f.path("gaps-"), 40)),
  V003_FLIPPED_BIT_IN_DESCRIPTION(f -> f.flip(f.path("source-"), 5)),
  V003_FLIPPED_BIT_IN_EARLIER_COMMIT(f -> f.flip(Names.commit(1), 200)),
  V003_TWO_FILES_OF_ONE_SIZE_SWAPPED(Damage::swapOfOneSize),
  V004_EXTRA_FILE(f -> f.write("data/media/notes.txt", "hello")),
  V004_EXTRA_VOLUME_WITH_AN_OLD_NUMBER(f -> f.write("data/media/vol-000001.tar.zst", "hello")),
  V004_EXTRA_FILE_BESIDE_THE_TAG_FILES(f -> f.write("manifest-md5.txt", "")),
  V004_COMMIT_NAMED_TWICE(f -> f.write("meta/commits/0000001.json", f.read(Names.commit(1)))),
  V005_LAST_COMMIT_CUT(f -> f.write(head(f), Arrays.copyOf(f.read(head(f)), 300))),
  V005_LAST_COMMIT_IS_AN_EARLIER_ONE(f -> f.write(head(f), f.read(Names.commit(1)))),
  V005_LAST_COMMIT_IS_NO_JSON(f -> f.write(head(f), "hello")),
  V005_DUPLICATE_JSON_KEY(
      f -> forgeCommit(f, s -> s.replaceFirst("\"run\"", "\"run\":\"x\",\"run\""))),
  V005_DEEP_JSON(f ->
      forgeCommit(
          f,
          s -> s.replaceFirst("\\{", "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ","))),
  V005_UNKNOWN_FORMAT(f -> forgeCommit(f, s -> s.replaceFirst("MP1", "MP9"))),
  V005_ANOTHER_COMMIT_BEFORE(
      f -> forgeAndRetag(f, s -> s.replaceFirst("(\"previous\":\")[0-9a-f]{8}", "$100000000"))),
  V006_NAMES_A_FILE_OUTSIDE(f ->
      forgeAndRetag(
          f,
          s ->
              s.replaceFirst(
                  "\"files\":\\[",
                  "\"files\":[\n{\"path\":\"../../etc/passwd\",\"size\":1,\"sha256\":\""
                      + Sha256.of(new byte[0])
                      + "\"},"))),
  V006_NO_RECOVER_SCRIPT(f -> {
    f.delete("recover.sh");
    forgeAndRetag(f, s -> s.replaceFirst("[^\n]*recover.sh[^\n]*\n", "").replace(",\n]}", "\n]}"));
  }),
  V006_INDEX_OUTSIDE(
      f -> forgeAndRetag(f, s -> s.replaceFirst("meta/media/index-\\d+\"", "../../etc/passwd\""))),
  V006_GAP_FILE_OUTSIDE(
      f -> forgeAndRetag(f, s -> s.replaceFirst("(\"gapFile\":\")[^\"]+", "$1../../etc/passwd"))),
  V006_DESCRIPTION_OUTSIDE(f ->
      forgeAndRetag(f, s -> s.replaceFirst("(\"description\":\")[^\"]+", "$1../../etc/passwd"))),
  V006_OVERLAPPING_SEGMENTS(
      f -> forgeAndRetag(f, s -> s.replaceFirst("\"from\":\"d/big\"", "\"from\":\"a\""))),
  V006_NUMBERS_ALREADY_GIVEN(
      f -> forgeAndRetag(f, s -> s.replaceFirst("\"nextFile\":\\d+", "\"nextFile\":1"))),
  V007_EDITED_MANIFEST(f -> f.edit("manifest-sha256.txt", s -> s.replaceFirst("[0-9a-f]", "g"))),
  V007_LINE_LEFT_OUT_OF_THE_MANIFEST(
      f -> f.edit("manifest-sha256.txt", s -> s.replaceFirst("[^\n]*\n", ""))),
  V007_MISSING_TAG_FILE(f -> f.delete("bag-info.txt")),
  V007_GAPS_HUSHED_UP(f -> f.write("meta/gaps.ndjson", "")),
  V009_FETCH(f -> f.write("fetch.txt", "http://127.0.0.1/x 3 data/x\n")),
  V010_LINE_THAT_IS_NO_JSON(f -> forgeLines(f, "media/index-", s -> s.replaceFirst("\\{", "["))),
  V010_HUGE_LINE(f ->
      forgeLines(
          f,
          "media/index-",
          s -> s.replaceFirst("\\{", "{\"x\":\"" + "x".repeat(17 << 20) + "\","))),
  V010_DEEP_LINE(f ->
      forgeLines(
          f,
          "media/index-",
          s -> s.replaceFirst("\\{", "{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + ","))),
  V010_DUPLICATE_KEY_IN_LINE(
      f -> forgeLines(f, "media/index-", s -> s.replaceFirst("\\{", "{\"kind\":\"link\","))),
  V010_HUGE_NUMBER(f ->
      forgeLines(
          f, "media/index-", s -> s.replaceFirst("\"n\":\\d+", "\"n\":" + "9".repeat(5000)))),
  V010_KEYS_OUT_OF_ORDER(f -> forgeLines(f, "media/index-", s -> s.replaceFirst("a/05", "a/00"))),
  V010_KEY_OUTSIDE_THE_SEGMENT(
      f -> forgeLines(f, "media/index-", s -> s.replaceFirst("c/other half", "z/other half"))),
  V010_LAST_LINE_CUT(f -> forgeLines(f, "media/index-", s -> s.substring(0, s.length() - 1))),
  V011_TABLE_SAYS_OTHERWISE(f -> forgeTable(f, s -> s.replaceFirst("a/05", "a/55"))),
  V011_TABLE_IS_CUT(
      f -> forgeTable(f, s -> s.substring(0, s.lastIndexOf('\n', s.length() - 2) + 1))),
  V011_GAP_FILE_SAYS_OTHERWISE(f -> forgeGaps(f, s -> s.replaceFirst("host", "boss"))),
  V011_TOTALS_LIE(f -> forgeAndRetag(f, s -> s.replaceFirst("\"objects\":\\d+", "\"objects\":7"))),
  V012_VOLUME_OF_ANOTHER_SOURCE(
      f -> forgeIndex(f, s -> s.replaceAll("data/media/vol", "data/www/vol"))),
  V012_VOLUME_OUTSIDE(f ->
      forgeIndex(f, s -> s.replaceFirst("data/media/vol-\\d+.tar.zst", "../../../etc/passwd"))),
  V012_MEMBER_OF_ANOTHER_KEY(f -> forgeIndex(f, s -> s.replaceFirst("k/a/05.txt", "k/a/06.txt"))),
  V013_MEMBER_WITH_DOTS(f -> forgeHeader(f, h -> Forger.named(h, "k/../../x"))),
  V013_ABSOLUTE_MEMBER(f -> forgeHeader(f, h -> Forger.named(h, "/tmp/migrator-escaped"))),
  V013_MEMBER_WITH_A_BACKSLASH(f -> forgeHeader(f, h -> Forger.named(h, "k/..\\\\x"))),
  V013_SYMBOLIC_LINK(f -> forgeHeader(f, h -> Forger.typed(h, '2', "/etc/passwd"))),
  V013_HARD_LINK(f -> forgeHeader(f, h -> Forger.typed(h, '1', "k/a/04.txt"))),
  V013_DEVICE(f -> forgeHeader(f, h -> Forger.typed(h, '3', ""))),
  V013_FOLDER(f -> forgeHeader(f, h -> Forger.typed(h, '5', ""))),
  V013_PIPE(f -> forgeHeader(f, h -> Forger.typed(h, '6', ""))),
  V013_GLOBAL_HEADER(f -> forgeHeader(f, h -> Forger.typed(h, 'g', ""))),
  V013_SPARSE_FILE(f -> forgeHeader(f, h -> Forger.typed(h, 'S', ""))),
  V013_LYING_SIZE(f -> forgeHeader(f, h -> Forger.sized(h, 8_000_000_000L))),
  V013_SMALLER_SIZE(f -> forgeHeader(f, h -> Forger.sized(h, 1))),
  V013_PATH_IN_EXTENDED_HEADER(f -> forgePax(f, "path=k/../../x")),
  V013_LINK_IN_EXTENDED_HEADER(f -> forgePax(f, "linkpath=/etc/passwd")),
  V013_SIZE_IN_EXTENDED_HEADER(f -> forgePax(f, "size=18446744073709551615")),
  V013_CUT_EXTENDED_HEADER(f -> forgePax(f, "path")),
  V013_DUPLICATE_MEMBER(f -> forgeHeader(f, h -> Forger.named(h, "k/a/06.txt"))),
  V013_WRONG_HEADER_CHECKSUM(f -> forgeText(f, "k/a/05.txt", "k/a/5x.txt")),
  V013_BOMB(Damage::bomb),
  V013_FRAME_WITHOUT_CHECKSUM(f -> reframe(f, Zstd::compress)),
  V013_WINDOW_ABOVE_128_MIB(f -> reframe(f, Forger::frameOfWideWindow)),
  V013_CUT_AT_A_FRAME_BOUNDARY(f -> forgeFrames(f, frames -> frames.subList(0, frames.size() - 1))),
  V013_BYTES_AFTER_THE_END(f -> forgeFrames(f, frames -> plus(frames, new byte[512]))),
  V013_ANOTHER_VOLUME(f -> forgeText(f, "\"source\":\"media\"", "\"source\":\"medya\"")),
  V013_TWO_VOLUMES_EXCHANGED(f -> {
    f.swap(f.paths("media/vol-").getFirst(), f.paths("media/vol-").getLast());
    f.restamp();
  }),
  V013_VOLUME_OF_ANOTHER_BUNDLE(f -> forgeText(f, f.head().bundle(), "0".repeat(36))),
  V014_END_LIES(f -> forgeText(f, "{\"members\":2", "{\"members\":3")),
  V014_INDEX_LIES(f -> forgeText(f, "\"member\":\"k/a/05.txt\"", "\"member\":\"k/a/5x.txt\"")),
  V015_MEMBER_OF_ANOTHER_NAME(f -> forgeHeader(f, h -> Forger.named(h, "k/a/5x.txt"))),
  V015_PLACE_LIES(f -> forgeIndex(f, s -> s.replaceFirst("\"skip\":\\d+", "\"skip\":3"))),
  V015_FRAME_LIES(f -> forgeIndex(f, s -> s.replaceFirst("\"frame\":\\d+", "\"frame\":3"))),
  V016_OTHER_CONTENT(f -> forgeText(f, "object 5", "object X")),
  V016_HASH_LIES(f -> forgeIndex(f, Damage::otherHash)),
  V016_PIECE_WITH_OTHER_CONTENT(Damage::otherPiece);

  private final Consumer<Forger> act;

  Damage(Consumer<Forger> act) {
    this.act = act;
  }

  void to(Forger forger) {
    act.accept(forger);
  }

  FindingCode code() {
    return FindingCode.valueOf(name().substring(0, 4));
  }

  private static String volume(Forger forger) {
    return forger.path("media/vol-");
  }

  private static String head(Forger forger) {
    return Names.commit(forger.head().number());
  }

  private static void cutAtFrame(Forger forger) {
    byte[] bytes = forger.read(volume(forger));
    int last = new String(bytes, ISO_8859_1).lastIndexOf("\u0028\u00b5\u002f\u00fd");
    forger.write(volume(forger), Arrays.copyOf(bytes, last));
  }

  private static void swapOfOneSize(Forger forger) {
    List<String> descriptions = forger.paths("/source-");
    forger.swap(descriptions.get(0), descriptions.get(1));
  }

  private static void forgeCommit(Forger forger, UnaryOperator<String> edit) {
    forger.editCommit(edit);
  }

  private static void forgeAndRetag(Forger forger, UnaryOperator<String> edit) {
    forger.editCommit(edit);
    forger.retag();
  }

  private static void forgeLines(Forger forger, String part, UnaryOperator<String> edit) {
    forger.editLines(forger.path(part), edit);
    forger.restamp();
  }

  private static void forgeTable(Forger forger, UnaryOperator<String> edit) {
    forger.editLines(forger.path("media/index-").replace("ndjson", "tsv"), edit);
    forger.restamp();
  }

  private static void forgeGaps(Forger forger, UnaryOperator<String> edit) {
    forger.edit("meta/gaps.ndjson", edit);
    forger.editLines(forger.path("gaps-"), edit);
    forger.restamp();
  }

  /// Edits index and table alike.
  private static void forgeIndex(Forger forger, UnaryOperator<String> edit) {
    String index = forger.path("media/index-");
    forger.editLines(index, edit);
    forger.editLinesIfNeeded(index.replace("ndjson", "tsv"), edit);
    forger.restamp();
  }

  private static String otherHash(String lines) {
    String hash = Sha256.of("object 5".getBytes(UTF_8)).hex();
    return lines.replaceFirst(hash, hash.replace('0', 'f').replace('1', 'e'));
  }

  private static void forgeHeader(Forger forger, UnaryOperator<byte[]> edit) {
    forger.editHeader(volume(forger), "k/a/05.txt", edit);
    forger.restamp();
  }

  private static void forgePax(Forger forger, String record) {
    byte[] records = "%d %s\n".formatted(record.length() + 4, record).getBytes(ISO_8859_1);
    byte[] header = new byte[512];
    forger.editHeader(
        volume(forger),
        "k/a/05.txt",
        found -> {
          System.arraycopy(found, 0, header, 0, 512);
          Forger.checked(Forger.typed(Forger.sized(header, records.length), 'x', ""));
          byte[] all = Arrays.copyOf(header, 3 * 512);
          System.arraycopy(records, 0, all, 512, records.length);
          System.arraycopy(found, 0, all, 1024, 512);
          return all;
        });
    forger.restamp();
  }

  private static void forgeFrames(Forger forger, UnaryOperator<List<byte[]>> edit) {
    forger.writeFrames(volume(forger), edit.apply(forger.frames(volume(forger))));
    forger.restamp();
  }

  private static List<byte[]> plus(List<byte[]> frames, byte[] frame) {
    List<byte[]> all = new ArrayList<>(frames);
    all.add(frame);
    return all;
  }

  /// Replaces the first occurrence of a text within a volume by one of the same length.
  private static void forgeText(Forger forger, String text, String by) {
    forgeFrames(
        forger,
        frames -> {
          List<byte[]> edited = new ArrayList<>();
          boolean isDone = false;
          for (byte[] frame : frames) {
            String content = new String(frame, ISO_8859_1);
            int at = isDone ? -1 : content.indexOf(text);
            isDone |= at >= 0;
            edited.add(
                at < 0 ? frame : Forger.replaced(frame, at, by.length(), by.getBytes(ISO_8859_1)));
          }
          return edited;
        });
  }

  private static void reframe(Forger forger, UnaryOperator<byte[]> compressor) {
    forger.reframe(volume(forger), compressor);
    forger.restamp();
  }

  private static void bomb(Forger forger) {
    forger.writeBomb(volume(forger));
    forger.restamp();
  }

  private static void otherPiece(Forger forger) {
    String piece = forger.path("/p00002");
    List<byte[]> frames = new ArrayList<>(forger.frames(piece));
    frames.getFirst()[7] ^= 1;
    forger.writeFrames(piece, frames);
    forger.restamp();
  }
}
