package dev.migrator.database;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A captured database, held in memory.
public record HeldCut(String id, Cut cut, Map<String, byte[]> documents, List<SavedPart> parts)
    implements SavedCut {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(String file, String table, RowsHash hash, byte[] bytes) implements SavedPart {
    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  public static HeldCut of(String id, OpenCut open) {
    Map<String, byte[]> documents = new TreeMap<>();
    open.documents().forEach(document -> documents.put(document.name(), document.bytes()));
    List<SavedPart> parts = new ArrayList<>();
    for (Chunk chunk : open.chunks()) {
      ContentSink content = new ContentSink();
      RowsHash hash = open.copy(chunk, content);
      parts.add(new Part(chunk.file(), chunk.table(), hash, content.content()));
    }
    open.end().documents().forEach(document -> documents.put(document.name(), document.bytes()));
    return new HeldCut(id, open.cut(), documents, parts);
  }

  @Override
  public Optional<byte[]> document(String name) {
    return Optional.ofNullable(documents.get(name));
  }
}
