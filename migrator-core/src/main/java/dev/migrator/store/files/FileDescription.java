package dev.migrator.store.files;

import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file tree says of itself as a whole: the attributes of its root folder, which has no key.
final class FileDescription {
  static final String ROOT = "root";

  private static final Pattern RAW =
      Pattern.compile("mode=([0-7]{1,4}) uid=([0-9]{1,10}) gid=([0-9]{1,10}) modified=(\\S{1,40})");

  private FileDescription() {}

  static SourceDescription of(Path root, String location) throws IOException {
    FileStat stat = FileStat.of(root);
    SortedMap<String, Answer> answers = new TreeMap<>();
    answers.put(ROOT, new Answer.Present(raw(stat), json(stat)));
    answers.put(
        "file-system",
        new Answer.Present(
            Files.getFileStore(root).type(),
            "{\"type\":" + Json.string(Files.getFileStore(root).type()) + "}"));
    return new SourceDescription("files", location, answers, notes(root));
  }

  private static String raw(FileStat stat) {
    return "mode=%04o uid=%s gid=%s modified=%s"
        .formatted(
            stat.permissions(),
            Integer.toUnsignedString(stat.uid()),
            Integer.toUnsignedString(stat.gid()),
            stat.modified());
  }

  private static String json(FileStat stat) {
    return "{\"mode\":\"%04o\",\"uid\":%s,\"gid\":%s,\"modified\":%s}"
        .formatted(
            stat.permissions(),
            Integer.toUnsignedString(stat.uid()),
            Integer.toUnsignedString(stat.gid()),
            Json.string(stat.modified().toString()));
  }

  private static List<String> notes(Path root) throws IOException {
    List<String> notes = new ArrayList<>();
    notes.add(
        "not read: POSIX ACLs, file capabilities and other extended attributes outside of `user.`");
    notes.add("holes are told by blocks of 64 KiB that hold zeros alone");
    notes.add("reading may alter access times");
    if (!ExtendedAttributes.areSupported(root)) {
      notes.add("the file system has no extended attributes");
    }
    return notes;
  }

  /// The attributes of a root folder.
  record Root(int mode, int uid, int gid, Instant modified) {}

  /// @return empty where the source was no file tree, or what it says cannot be understood
  static Optional<Root> root(SourceDescription source) {
    if (source.answers().get(ROOT) instanceof Answer.Present answer) {
      Matcher matcher = RAW.matcher(answer.raw());
      if (matcher.matches()) {
        return parsed(matcher);
      }
    }
    return Optional.empty();
  }

  private static Optional<Root> parsed(Matcher matcher) {
    try {
      return Optional.of(
          new Root(
              Integer.parseInt(matcher.group(1), 8),
              Integer.parseUnsignedInt(matcher.group(2)),
              Integer.parseUnsignedInt(matcher.group(3)),
              Instant.parse(matcher.group(4))));
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
