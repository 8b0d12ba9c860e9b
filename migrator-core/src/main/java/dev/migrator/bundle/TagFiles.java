package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.model.Sha256;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files around a commit that make the bundle a bag (BagIt 1.0, RFC 8493) and recoverable by
/// hand. Each follows, byte for byte, from the commit.
public final class TagFiles {
  public static final String GAPS = "meta/gaps.ndjson";

  private static final String BAGIT = "bagit.txt";
  private static final String BAG_INFO = "bag-info.txt";
  private static final String MANIFEST = "manifest-sha256.txt";
  private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  private static final String RECOVER_TABLE = "meta/recover.tsv";

  /// Paths of all tag files.
  public static final Set<String> PATHS =
      Set.of(BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, RECOVER_TABLE, GAPS);

  private TagFiles() {}

  /// All tag files but [#GAPS], by path.
  ///
  /// @param commitBytes as stored
  /// @param gaps of `meta/gaps.ndjson`, see [CommitGaps#stamp]
  public static SortedMap<String, byte[]> of(Commit commit, byte[] commitBytes, Stamp gaps) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(BAGIT, utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    files.put(BAG_INFO, utf8(bagInfo(commit)));
    files.put(MANIFEST, utf8(manifest(commit)));
    files.put(RECOVER_TABLE, utf8(recoverTable(commit)));
    files.put(TAG_MANIFEST, utf8(tagManifest(commit, commitBytes, gaps, files)));
    return files;
  }

  private static String bagInfo(Commit commit) {
    long bytes = 0;
    long count = 0;
    for (var file : commit.files().entrySet()) {
      if (isPayload(file.getKey())) {
        bytes += file.getValue().sizeBytes();
        count++;
      }
    }
    return """
    Bag-Software-Agent: migrator
    Bagging-Date: %s
    External-Identifier: %s
    Payload-Oxum: %d.%d
    """
        .formatted(
            commit.at().atOffset(ZoneOffset.UTC).toLocalDate(), commit.estate(), bytes, count);
  }

  private static boolean isPayload(String path) {
    return path.startsWith("data/");
  }

  private static String manifest(Commit commit) {
    StringBuilder manifest = new StringBuilder();
    commit
        .files()
        .forEach((path, stamp) -> {
          if (isPayload(path)) {
            line(manifest, stamp.sha256(), path);
          }
        });
    return manifest.toString();
  }

  private static String tagManifest(
      Commit commit, byte[] commitBytes, Stamp gaps, SortedMap<String, byte[]> files) {
    SortedMap<String, Sha256> hashes = new TreeMap<>();
    commit
        .files()
        .forEach((path, stamp) -> {
          if (!isPayload(path)) {
            hashes.put(path, stamp.sha256());
          }
        });
    files.forEach((path, bytes) -> hashes.put(path, Sha256.of(bytes)));
    hashes.put(Names.commit(commit.number()), Sha256.of(commitBytes));
    hashes.put(GAPS, gaps.sha256());
    StringBuilder manifest = new StringBuilder();
    hashes.forEach((path, hash) -> line(manifest, hash, path));
    return manifest.toString();
  }

  private static void line(StringBuilder manifest, Sha256 hash, String path) {
    manifest.append(hash.hex()).append("  ").append(path).append('\n');
  }

  /// One line for each segment: source, kind, path of the index for `sh`. For a database one line,
  /// with the folder of the cut that is to be restored.
  private static String recoverTable(Commit commit) {
    StringBuilder table = new StringBuilder();
    commit
        .sources()
        .forEach((name, state) -> {
          String start = name + '\t' + state.kind() + '\t';
          state
              .segments()
              .forEach(
                  segment -> table.append(start + segment.index() + IndexWriter.TSV_ENDING + '\n'));
          state
              .bestCut()
              .ifPresent(cut -> table.append(start + Names.cut(name, cut.number()) + '\n'));
        });
    return table.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
