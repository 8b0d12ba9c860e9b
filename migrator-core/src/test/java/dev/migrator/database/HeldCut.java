package dev.migrator.database;

import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A captured database, held in memory.
record HeldCut(String id, Cut cut, Map<String, byte[]> documents, List<SavedPart> parts)
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

  static HeldCut of(String id, OpenCut open) {
    Map<String, byte[]> documents = new TreeMap<>();
    open.documents().forEach(document -> documents.put(document.name(), document.bytes()));
    List<SavedPart> parts = new ArrayList<>();
    for (Chunk chunk : open.chunks()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      RowsHash hash = open.copy(chunk, bytes::write);
      parts.add(new Part(chunk.file(), chunk.table(), hash, bytes.toByteArray()));
    }
    open.end().documents().forEach(document -> documents.put(document.name(), document.bytes()));
    return new HeldCut(id, open.cut(), documents, parts);
  }

  @Override
  public Optional<byte[]> document(String name) {
    return Optional.ofNullable(documents.get(name));
  }

  /// The same part, of which the last bytes cannot be read.
  static SavedPart damaged(SavedPart whole) {
    Part part = (Part) whole;
    return new SavedPart() {
      @Override
      public String file() {
        return part.file();
      }

      @Override
      public String table() {
        return part.table();
      }

      @Override
      public long sizeBytes() {
        return part.sizeBytes();
      }

      @Override
      public RowsHash hash() {
        return part.hash();
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(part.bytes(), 0, part.bytes().length / 2) {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            int size = super.read(buffer, offset, length);
            if (size < 0) {
              throw new BundleDamagedException("the part is damaged", "Take another.");
            }
            return size;
          }

          @Override
          public byte[] readAllBytes() {
            throw new BundleDamagedException("the part is damaged", "Take another.");
          }
        };
      }
    };
  }
}
