package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.store.StoreAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/// Reads an estate from its YAML file.
public final class EstateFile {
  static final Pattern SOURCE_NAME = Pattern.compile("[a-z0-9-]{1,40}");

  private static final String HINT = "Correct the estate file; nothing was done.";
  private static final long LEAST_VOLUME_BYTES = 1 << 20;

  private EstateFile() {}

  /// @param environment what `${NAME}` is read from
  /// @throws dev.migrator.error.UsageException naming every problem of the file, with line and
  ///   column; never a secret
  public static Estate read(Path path, Map<String, String> environment) {
    return read(path, environment, _ -> true);
  }

  /// As [#read(Path, Map)].
  ///
  /// @param isReached of the name of a source; where it is not, variables need not be set
  public static Estate read(
      Path path, Map<String, String> environment, Predicate<String> isReached) {
    YamlFile file = new YamlFile(path, environment, HINT);
    Section root = Section.of(file.root(), "estate file", file, "estate", "sources", "bundle");
    Estate estate = root == null ? null : estate(root, file, isReached);
    file.throwIfAnyProblem();
    if (estate == null) {
      throw new IllegalStateException("an estate without a problem was not read");
    }
    return estate;
  }

  private static Estate estate(Section root, YamlFile file, Predicate<String> isReached) {
    String name = root.requiredText("estate");
    SortedMap<String, StoreAddress> stores = new TreeMap<>();
    SortedMap<String, DatabaseAddress> databases = new TreeMap<>();
    SortedMap<String, Standing> standings = new TreeMap<>();
    Section named = root.requiredNames("sources");
    if (named != null) {
      named.forEach((source, tuple) -> {
        YamlFile of = isReached.test(source) ? file : file.onPaper();
        addSource(stores, databases, standings, source, tuple, of);
      });
      if (named.isEmpty()) {
        root.problem("sources", "\"sources\" names no source; name at least one");
      }
    }
    return new Estate(name == null ? "" : name, stores, databases, standings, volumeBytes(root));
  }

  private static void addSource(
      SortedMap<String, StoreAddress> stores,
      SortedMap<String, DatabaseAddress> databases,
      SortedMap<String, Standing> standings,
      String name,
      NodeTuple tuple,
      YamlFile file) {
    checkName(name, tuple.getKeyNode(), file);
    Section section = Kinds.source(name, tuple.getValueNode(), file, StandingSection.KEYS);
    putIfRead(standings, name, section == null ? null : StandingSection.read(section));
    if (section != null && Kinds.isDatabase(section)) {
      putIfRead(databases, name, DatabaseSection.source(section, file));
    } else if (section != null) {
      putIfRead(stores, name, StoreSection.source(section, file));
    }
  }

  static <T> void putIfRead(SortedMap<String, T> into, String name, @Nullable T read) {
    if (read != null) {
      into.put(name, read);
    }
  }

  static void checkName(String name, Node node, YamlFile file) {
    if (!SOURCE_NAME.matcher(name).matches()) {
      file.problem(node, "bad source name \"" + name + "\". Allowed: 1 to 40 of a-z, 0-9 and -");
    }
  }

  private static OptionalLong volumeBytes(Section root) {
    Section bundle = root.section("bundle", "volume-size");
    String text = bundle == null ? null : bundle.text("volume-size");
    return bundle == null || text == null ? OptionalLong.empty() : volumeBytes(bundle, text);
  }

  private static OptionalLong volumeBytes(Section bundle, @Nullable String text) {
    OptionalLong bytes = text == null ? OptionalLong.empty() : ByteSize.parse(text);
    if (bytes.isEmpty()) {
      bundle.problem(
          "volume-size",
          "bad size " + bundle.quoted("volume-size") + ". Allowed: " + ByteSize.ALLOWED);
    } else if (bytes.getAsLong() < LEAST_VOLUME_BYTES) {
      bundle.problem(
          "volume-size",
          bundle.quoted("volume-size") + " is too small for a volume. Allowed: 1MiB and more");
    }
    return bytes;
  }
}
