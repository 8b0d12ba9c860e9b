package dev.migrator.restore;

import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/// A target that says it has written an entry, and has written another one.
final class AlteringTarget implements ObjectTarget {
  private final MemoryStore store;
  private final UnaryOperator<Entry> ofEntry;
  private final UnaryOperator<byte[]> ofBytes;

  AlteringTarget(MemoryStore store, UnaryOperator<Entry> ofEntry, UnaryOperator<byte[]> ofBytes) {
    this.store = store;
    this.ofEntry = ofEntry;
    this.ofBytes = ofBytes;
  }

  @Override
  public Written write(Entry entry, Bytes bytes) {
    return store.write(
        ofEntry.apply(entry), () -> new ByteArrayInputStream(ofBytes.apply(all(bytes))));
  }

  private static byte[] all(Bytes bytes) {
    try (InputStream in = bytes.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String label() {
    return store.label();
  }

  @Override
  public SourceDescription describe() {
    return store.describe();
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return store.split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    return store.list(range);
  }

  @Override
  public ObjectReader read(Listed listed) {
    return store.read(listed);
  }

  @Override
  public List<Loss> prepare(SourceDescription source, Creation creation) {
    return store.prepare(source, creation);
  }

  @Override
  public List<Loss> losses(Entry entry) {
    return store.losses(entry);
  }

  @Override
  public List<Loss> applyConfiguration(SourceDescription source) {
    return store.applyConfiguration(source);
  }

  @Override
  public void close() {
    store.close();
  }
}
