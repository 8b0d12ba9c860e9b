package dev.migrator.store.files;

import dev.migrator.model.ByteRange;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Reads file trees in tests.
final class Trees {
  private Trees() {}

  static List<Listed> list(ObjectSource source) {
    return list(source, KeyRange.ALL);
  }

  static List<Listed> list(ObjectSource source, KeyRange range) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        entries.add(listed);
      }
    }
    return entries;
  }

  static List<String> keys(ObjectSource source) {
    return list(source).stream().map(listed -> listed.key().percentEncoded()).toList();
  }

  static Listed find(ObjectSource source, String key) {
    return find(source, Key.of(key));
  }

  static Listed find(ObjectSource source, Key key) {
    return list(source, new KeyRange(key, key.successor())).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(key.toString()));
  }

  static FileAttributes attributes(ObjectSource source, String key) {
    try (ObjectReader reader = source.read(find(source, key))) {
      return (FileAttributes) reader.attributes();
    }
  }

  static String content(ObjectSource source, Listed listed) throws IOException {
    try (ObjectReader reader = source.read(listed);
        InputStream in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
