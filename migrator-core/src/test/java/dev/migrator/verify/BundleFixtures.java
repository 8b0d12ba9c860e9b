package dev.migrator.verify;

import dev.migrator.verify.SampleBundle.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The stored bundles of `src/test/resources/bundles`. They are what former releases wrote, so they
/// are never altered: [#main] adds those that are not there.
final class BundleFixtures {
  /// What the stored bad bundles show, one for each code but V008: that a file cannot be read is no
  /// property of its bytes.
  private static final List<Damage> BAD =
      List.of(
          Damage.V001_MISSING_VOLUME,
          Damage.V002_VOLUME_CUT_AT_A_FRAME_BOUNDARY,
          Damage.V003_FLIPPED_BIT_IN_INDEX,
          Damage.V004_EXTRA_FILE,
          Damage.V005_DUPLICATE_JSON_KEY,
          Damage.V006_INDEX_OUTSIDE,
          Damage.V007_LINE_LEFT_OUT_OF_THE_MANIFEST,
          Damage.V009_FETCH,
          Damage.V010_KEYS_OUT_OF_ORDER,
          Damage.V011_TABLE_SAYS_OTHERWISE,
          Damage.V012_VOLUME_OUTSIDE,
          Damage.V013_SYMBOLIC_LINK,
          Damage.V014_END_LIES,
          Damage.V015_MEMBER_OF_ANOTHER_NAME,
          Damage.V016_OTHER_CONTENT);

  private BundleFixtures() {}

  /// @param arguments the folder `src/test/resources/bundles/mp1`
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path everything = root.resolve("good/everything");
    if (!Files.exists(everything)) {
      GoldenBundle.write(everything);
      Files.deleteIfExists(everything.resolve("lock.json"));
    }
    for (Damage damage : BAD) {
      Path folder = root.resolve("bad").resolve(name(damage));
      if (!Files.exists(folder)) {
        writeSmall(folder);
        damage.to(new Forger(folder));
        Files.deleteIfExists(folder.resolve("lock.json"));
      }
    }
  }

  private static String name(Damage damage) {
    String[] words = damage.name().split("_", 2);
    return words[0] + "-" + words[1].toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A bundle of a few KB that has what those damages are done to.
  private static void writeSmall(Path folder) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(Item.object("a/%02d.txt".formatted(i), SampleBundle.text("object " + i)));
    }
    items.add(Item.gap("b/forbidden"));
    new SampleBundle(folder).put(SampleBundle.MEDIA, "s3", List.of(items));
  }

  /// Names of the folders of a kind.
  static List<String> names(String kind) throws IOException {
    try (Stream<Path> folders = Files.list(root().resolve(kind))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /// @return a folder not to be written to
  static Path folder(String kind, String name) {
    return root().resolve(kind).resolve(name);
  }

  private static Path root() {
    try {
      var found = BundleFixtures.class.getResource("/bundles/mp1");
      return Path.of(java.util.Objects.requireNonNull(found).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
