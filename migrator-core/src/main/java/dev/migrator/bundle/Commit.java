package dev.migrator.bundle;

import dev.migrator.database.Cut;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What belongs to the bundle as of one instant. Commits are numbered from 1 and never changed; the
/// highest whole one is the truth.
///
/// @param previous hash of the bytes of the commit before, null for the first
/// @param run the run that made it; a run that goes on after a kill keeps its name
/// @param finished whether the run came to its end; it may still have left gaps
/// @param stopped why an unfinished run ended, in words; null while it goes on or where it just
///   died
/// @param files every file of the bundle but the tag files and this commit itself, earlier commits
///   included
/// @param bundle id of the bundle, the same in all its commits and volumes
/// @param nextOrdinal the least ordinal never given to an entry
/// @param nextFile the least number never given to a volume or index
/// @param inFlightOrdinal a big object's folder with this ordinal or a higher one, which this
///   commit does not name, is work in flight
/// @param inFlightFile a volume, index, gap file or description with this number or a higher one,
///   which this commit does not name, is work in flight
/// @param adopted volumes of a run that was killed, named by `files`, whose own `INDEX.ndjson` may
///   hold entries that no segment has taken over yet; empty once a run has finished
public record Commit(
    long number,
    String bundle,
    @Nullable Sha256 previous,
    String run,
    Instant at,
    boolean finished,
    @Nullable String stopped,
    String estate,
    SortedMap<String, SourceState> sources,
    SortedMap<String, Stamp> files,
    long nextOrdinal,
    long nextFile,
    long inFlightOrdinal,
    long inFlightFile,
    List<String> adopted) {

  /// Length and hash of a stored file.
  public record Stamp(long sizeBytes, Sha256 sha256) {}

  /// @param kind `s3`, `files`, `postgres`, `redis`
  /// @param description path of the source's description; null until it was asked
  /// @param segments disjoint, ascending; what they leave out was not reached. None of a database
  /// @param gaps of the source as a whole: parts of its configuration that are missing; and, of
  ///   scope [Gap.OfRange], why ranges that the segments leave out were not reached. Where none of
  ///   these overlaps such a range, its gap is `not-reached`. Of a database: all its gaps
  /// @param cuts of a database: what was captured of it, the newest last; where the newest is not
  ///   whole, the best one before it is there too
  public record SourceState(
      String kind,
      @Nullable String description,
      List<Segment> segments,
      List<Gap> gaps,
      List<DatabaseCut> cuts) {

    /// Of a store.
    public SourceState(
        String kind, @Nullable String description, List<Segment> segments, List<Gap> gaps) {
      this(kind, description, segments, gaps, List.of());
    }

    public boolean isDatabase() {
      return DatabaseAddress.KINDS.contains(kind);
    }

    /// What a database is restored from: the newest whole cut, else the one with most rows.
    public Optional<DatabaseCut> bestCut() {
      return cuts.stream()
          .max(
              Comparator.comparing(DatabaseCut::isWhole)
                  .thenComparingLong(cut -> cut.isWhole() ? cut.number() : cut.rows())
                  .thenComparingLong(DatabaseCut::number));
    }
  }

  /// A database as it was at one instant, as far as it was captured.
  ///
  /// @param number of its folder, `data/<source>/cut-<number>`
  /// @param run the run that made it
  /// @param isWhole whether all is there but the gaps that are named
  /// @param documents paths of the schema's files and others that are no rows
  /// @param pending tables that are not captured, or not whole; empty if `isWhole`
  public record DatabaseCut(
      long number,
      String run,
      Cut cut,
      boolean isWhole,
      List<String> documents,
      List<Part> parts,
      List<String> pending,
      List<Withheld> withheld) {

    public long rows() {
      return parts.stream().mapToLong(part -> part.hash().rows()).sum();
    }

    public long bytes() {
      return parts.stream().mapToLong(Part::sizeBytes).sum();
    }

    public long tables() {
      return parts.stream().map(Part::table).distinct().count();
    }
  }

  /// Rows of one table, or of a part of it: a file of the engine's own format in zstd frames.
  ///
  /// @param range see [dev.migrator.database.Chunk]
  /// @param sizeBytes of the content
  /// @param sha256 of the content
  public record Part(
      String path, String table, String range, long sizeBytes, Sha256 sha256, RowsHash hash) {}

  /// A key range that was listed and captured as far as that could be done: the atom of a commit.
  ///
  /// @param range every key the source had in it stands in the index
  /// @param index path without its ending: `.ndjson.zst` and `.tsv.zst` are there
  /// @param gapFile path of the segment's gaps, null where there are none
  /// @param run the run that listed it
  /// @param listedFrom when its listing began: the segment's cut lies between this and `listedTo`
  public record Segment(
      KeyRange range,
      String index,
      @Nullable String gapFile,
      long entries,
      long objects,
      long bytes,
      long gaps,
      String run,
      Instant listedFrom,
      Instant listedTo) {}
}
