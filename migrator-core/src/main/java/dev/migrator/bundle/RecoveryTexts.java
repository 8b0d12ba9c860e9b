package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a bundle tells those who have nothing of ours. Written once, with the first commit, which
/// names it like any other file: a later release, with a better text, finds the former one sound.
public final class RecoveryTexts {
  private static final String README = "README-RECOVER.txt";
  private static final String SCRIPT = "recover.sh";
  private static final String DATABASES = "@DATABASES@\n";

  /// Paths of all texts.
  public static final Set<String> PATHS = Set.of(README, SCRIPT);

  private RecoveryTexts() {}

  /// @param sources of the first commit; those that are databases get commands of their own
  static SortedMap<String, Stamp> write(BundleStore store, SortedMap<String, SourceState> sources) {
    SortedMap<String, Stamp> stamps = new TreeMap<>();
    for (String path : PATHS) {
      byte[] bytes = path.equals(README) ? readme(sources) : ofThisRelease(path);
      store.replace(path, bytes);
      stamps.put(path, new Stamp(bytes.length, Sha256.of(bytes)));
    }
    return stamps;
  }

  private static byte[] readme(SortedMap<String, SourceState> sources) {
    StringBuilder databases = new StringBuilder();
    sources.forEach((name, state) -> {
      if (state.isDatabase()) {
        databases.append("The database %s (%s):\n\n".formatted(name, state.kind()));
        databases.append(ofDatabase(name, state.kind())).append('\n');
      }
    });
    String text = new String(ofThisRelease(README), UTF_8);
    return text.replace(DATABASES, databases).getBytes(UTF_8);
  }

  /// The commands that get a database back, each line indented by four spaces.
  static String ofDatabase(String name, String kind) {
    String commands = new String(ofThisRelease("recover-" + kind + ".txt"), UTF_8);
    return commands.replace("NAME", name);
  }

  /// Whether a commit names the very script that this release would write.
  public static boolean isScriptOfThisRelease(Commit commit) {
    Stamp stamp = commit.files().get(SCRIPT);
    return stamp != null && stamp.sha256().equals(Sha256.of(ofThisRelease(SCRIPT)));
  }

  private static byte[] ofThisRelease(String path) {
    try (InputStream in = RecoveryTexts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not in the program's own files: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
