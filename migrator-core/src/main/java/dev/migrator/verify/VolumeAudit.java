package dev.migrator.verify;

import dev.migrator.bundle.Names;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.volume.VolumeReader;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.util.List;

/// Reads a volume once, from its first stored byte to its last.
final class VolumeAudit {
  private final Context context;
  private final String path;
  private final Name.Volume name;
  private final WantedMembers wanted;
  private final Problems problems = new Problems();

  VolumeAudit(Context context, String path, List<Wanted> wanted) {
    this.context = context;
    this.path = path;
    this.name = (Name.Volume) Names.parse(path);
    this.wanted = new WantedMembers(wanted);
  }

  void run() {
    HashedFile file = context.hashed(path);
    walk(file);
    Sha256 stored = file.finish();
    if (stored.equals(context.stamp(path).sha256())) {
      problems.report(context.findings(), path, name.source());
    } else {
      List<Wanted> lost = new SecondReading(context.files(), path).lost(wanted.doubtful());
      new Affected(name.source(), lost, wanted.count())
          .report(
              context.findings(),
              FindingCode.V003,
              path,
              "it is %s, not %s".formatted(stored, context.stamp(path).sha256()));
    }
  }

  private void walk(HashedFile file) {
    try (VolumeReader reader = VolumeReader.open(file, path)) {
      new VolumeWalk(path, reader, wanted, problems, count -> context.progress().done(count, 0))
          .run(context.commit(), name);
    } catch (BundleDamagedException | IllegalArgumentException e) {
      problems.add(FindingCode.V013, String.valueOf(e.getMessage()));
    }
  }

  /// Says that the file is not as the commit has it, and whom that concerns.
  ///
  /// @param problem with the file as a whole
  void broken(Finding problem) {
    new Affected(name.source(), wanted.doubtful(), wanted.count())
        .report(context.findings(), problem.code(), path, problem.detail());
  }
}
