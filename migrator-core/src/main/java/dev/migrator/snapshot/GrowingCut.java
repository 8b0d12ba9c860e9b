package dev.migrator.snapshot;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.CutWriter;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was sealed of a cut so far. Only for the thread that commits.
final class GrowingCut {
  final long number;
  final OpenCut cut;
  final CutWriter writer;
  final List<String> documents;
  final List<Part> parts = new ArrayList<>();
  final List<Omission> omissions;

  /// Parts of each table that are neither sealed nor lost.
  final SortedMap<String, Integer> pending = new TreeMap<>();

  boolean isEnded;

  GrowingCut(Event.CutOpened opened) {
    number = opened.writer().number();
    cut = opened.cut();
    writer = opened.writer();
    documents = new ArrayList<>(opened.documents());
    omissions = new ArrayList<>(cut.omissions());
    cut.chunks().forEach(chunk -> pending.merge(chunk.table(), 1, Integer::sum));
  }

  void settle(String table) {
    pending.computeIfPresent(table, (_, left) -> left == 1 ? null : left - 1);
  }
}
