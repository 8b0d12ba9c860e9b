package dev.migrator.cli.demo;

import dev.migrator.cli.run.Stdout;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Tells the story on standard output, or keeps it to itself.
public final class Narrator {
  /// Whether anyone wants to hear the story.
  public enum Voice {
    ALOUD,
    SILENT
  }

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final Stdout out;
  private final Voice voice;

  public Narrator(Stdout out, Voice voice) {
    this.out = out;
    this.voice = voice;
  }

  boolean isAloud() {
    return voice == Voice.ALOUD;
  }

  void chapter(String title) {
    say("");
    say("== " + title);
  }

  void say(String line) {
    if (isAloud()) {
      out.line(line);
      out.flush();
    }
  }

  static String local(Instant instant) {
    return LOCAL.format(instant.atZone(ZoneId.systemDefault()));
  }
}
