package dev.migrator.store.files;

import dev.migrator.model.FileAttributes;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.ObjectTarget.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Brings back the attributes of a source's root folder, which is no entry.
final class RootAttributes {
  private RootAttributes() {}

  static List<Loss> apply(SourceDescription source, Path root, AttributeWriter writer)
      throws IOException {
    Optional<FileDescription.Root> told = FileDescription.root(source);
    return told.isEmpty()
        ? List.of(new Loss(FileDescription.ROOT, "the bundle does not tell its attributes"))
        : writer.apply(root, attributes(told.get()), Kind.FOLDER);
  }

  private static FileAttributes attributes(FileDescription.Root root) {
    return new FileAttributes(
        root.mode(),
        root.uid(),
        root.gid(),
        null,
        null,
        root.modified(),
        null,
        new TreeMap<>(),
        null,
        List.of(),
        null);
  }
}
