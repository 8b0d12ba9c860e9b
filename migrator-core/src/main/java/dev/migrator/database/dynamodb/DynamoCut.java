package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tables in exports of the host, or while they are scanned.
///
/// @param portions by the file of their chunk
/// @param copied those that were, by the same
record DynamoCut(
    Cut cut,
    List<Document> documents,
    List<Chunk> chunks,
    Map<String, Portion> portions,
    List<Omission> omissions,
    List<String> notes,
    List<Scanned> scanned,
    Map<String, Portion.Copied> copied)
    implements OpenCut {

  /// A table that gets the manifests of an export, too.
  record Scanned(Table table, ExportFolder folder, ObjectNode summary) {}

  @Override
  public List<Withheld> withheld() {
    return List.of();
  }

  @Override
  public RowsHash copy(Chunk chunk, ByteSink sink) {
    Portion portion = Objects.requireNonNull(portions.get(chunk.file()), chunk.file());
    Portion.Copied part = portion.copy(sink);
    copied.put(chunk.file(), part);
    return part.hash();
  }

  /// Each part stands for itself.
  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public Ending end() {
    List<Document> manifests = new ArrayList<>();
    for (Scanned one : scanned) {
      manifests.addAll(one.folder().manifests(one.summary(), files(one)));
    }
    return new Ending(manifests, List.of(), List.of());
  }

  /// Those that were copied.
  private List<ExportFolder.File> files(Scanned of) {
    String folder = of.folder().dataFile("");
    List<ExportFolder.File> files = new ArrayList<>();
    copied.forEach((path, part) -> {
      if (path.startsWith(folder)) {
        String name = path.substring(folder.length());
        files.add(new ExportFolder.File(name, part.hash().rows(), part.md5()));
      }
    });
    files.sort(Comparator.comparing(ExportFolder.File::name));
    return files;
  }

  @Override
  public void close() {
    // nothing is held at the host
  }
}
