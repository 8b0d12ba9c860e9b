package dev.migrator.verify;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.volume.FrameReader;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Entry;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;

/// Reads the pieces of one big object, once each.
final class PiecesAudit {
  private final Context context;
  private final FileStates states;
  private final String source;
  private final Entry entry;
  private final Content content;
  private final Pieces place;
  private final MessageDigest digest = Sha256.newDigest();
  private final Problems problems = new Problems();
  private int soundPieces;

  PiecesAudit(
      Context context,
      FileStates states,
      String source,
      Entry entry,
      Content content,
      Pieces place) {
    this.context = context;
    this.states = states;
    this.source = source;
    this.entry = entry;
    this.content = content;
    this.place = place;
  }

  /// All pieces are files of the commit.
  void run() {
    boolean isRightCount =
        Math.ceilDiv(content.sizeBytes(), Math.max(1, place.pieceBytes())) == place.count();
    if (!isRightCount) {
      problem(
          FindingCode.V011, "%d pieces of %d bytes".formatted(place.count(), place.pieceBytes()));
    }
    for (int number = 1; number <= place.count(); number++) {
      String path = Names.piece(place.folder(), number);
      int piece = number;
      if (!states.takeBroken(path, source, entry.listed().label())) {
        context.reading(path, () -> read(path, piece));
      }
    }
    if (isRightCount && soundPieces == place.count()) {
      compare();
    }
    problems.report(context.findings(), place.folder(), source);
  }

  private void read(String path, int number) {
    states.markHashed(path);
    HashedFile file = context.hashed(path);
    String problem = null;
    try {
      unpack(file, path, number);
    } catch (BundleDamagedException e) {
      problem = String.valueOf(e.getMessage());
    }
    Stamp stamp = context.stamp(path);
    Sha256 stored = file.finish();
    if (!stored.equals(stamp.sha256())) {
      context
          .findings()
          .add(
              FindingCode.V003,
              path,
              source,
              entry.listed().label(),
              "it is %s, not %s".formatted(stored, stamp.sha256()));
    } else if (problem != null) {
      problem(FindingCode.V013, problem);
    } else {
      soundPieces++;
    }
  }

  private void unpack(HashedFile file, String path, int number) {
    FramedFile framed = FramedFile.open(file, path);
    long expected =
        number < place.count()
            ? place.pieceBytes()
            : content.sizeBytes() - (number - 1) * place.pieceBytes();
    if (framed.table().contentBytes() != expected) {
      throw new BundleDamagedException(
          "%s holds %d bytes instead of %d"
              .formatted(path, framed.table().contentBytes(), expected),
          "Put the file back from a copy.");
    }
    try (FrameReader frames = framed.frames()) {
      for (byte[] frame = frames.readFrame(); frame.length > 0; frame = frames.readFrame()) {
        digest.update(frame);
      }
    }
  }

  private void compare() {
    Sha256 actual = Sha256.of(digest);
    if (actual.equals(content.sha256())) {
      context.progress().done(1, 0);
    } else {
      problem(FindingCode.V016, "it is %s, not %s".formatted(actual, content.sha256()));
    }
  }

  private void problem(FindingCode code, String detail) {
    problems.add(code, entry.listed().label(), detail);
  }
}
