package dev.migrator.store.files;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.Sha256;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Creation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Copies a store as a snapshot and a restore would: folders last, the deepest first.
final class Copies {
  private Copies() {}

  static void copy(ObjectSource source, ObjectTarget target) throws IOException {
    target.prepare(source.describe(), Creation.ALLOWED);
    List<Listed> all = Trees.list(source);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() != Kind.FOLDER) {
        copy(source, all.get(i), target, i + 1);
      }
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).kind() == Kind.FOLDER) {
        copy(source, all.get(i), target, i + 1);
      }
    }
    target.applyConfiguration(source.describe());
  }

  private static void copy(ObjectSource source, Listed listed, ObjectTarget target, long ordinal)
      throws IOException {
    try (ObjectReader reader = source.read(listed)) {
      Attributes attributes = reader.attributes();
      if (!listed.hasBytes()) {
        target.write(
            new Entry(ordinal, listed, attributes, null, null, List.of()),
            () -> InputStream.nullInputStream());
        return;
      }
      byte[] bytes;
      try (InputStream in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
        bytes = in.readAllBytes();
      }
      ContentCheck check = reader.check();
      check.update(bytes, 0, bytes.length);
      check.finish();
      Entry entry =
          new Entry(
              ordinal,
              listed,
              check.completed(),
              Entries.content(bytes.length, Sha256.of(bytes)),
              null,
              List.of());
      target.write(entry, () -> new ByteArrayInputStream(bytes));
    }
  }
}
