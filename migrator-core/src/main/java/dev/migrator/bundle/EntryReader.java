package dev.migrator.bundle;

import dev.migrator.model.Entry;
import org.jspecify.annotations.Nullable;

/// A sorted stream of entries: by key; versions of one key newest first. Not for several threads.
public interface EntryReader extends AutoCloseable {

  /// @return null at the end
  @Nullable Entry next();

  @Override
  void close();
}
