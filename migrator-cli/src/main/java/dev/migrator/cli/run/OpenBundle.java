package dev.migrator.cli.run;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.database.SavedCut;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the commands read of a [dev.migrator.bundle.Bundle].
public interface OpenBundle extends AutoCloseable {

  Commit head();

  /// Of all whole commits, ascending.
  List<Long> numbers();

  Commit commit(long number);

  EntryReader entries(Commit commit, String source, KeyRange range);

  InputStream bytes(Entry entry);

  /// Of a database.
  SavedCut cut(Commit commit, String source);

  void gaps(Commit commit, @Nullable String source, Consumer<Gap> consumer);

  @Override
  void close();
}
