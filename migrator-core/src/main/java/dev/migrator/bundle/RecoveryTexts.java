package dev.migrator.bundle;

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

  /// Paths of all texts.
  public static final Set<String> PATHS = Set.of(README, SCRIPT);

  private RecoveryTexts() {}

  static SortedMap<String, Stamp> write(BundleStore store) {
    SortedMap<String, Stamp> stamps = new TreeMap<>();
    for (String path : PATHS) {
      byte[] bytes = ofThisRelease(path);
      store.replace(path, bytes);
      stamps.put(path, new Stamp(bytes.length, Sha256.of(bytes)));
    }
    return stamps;
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
