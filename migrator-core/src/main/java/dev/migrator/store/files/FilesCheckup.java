package dev.migrator.store.files;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.error.StoreException;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at a folder that is to be captured: how much there is, and whether it can be read.
public record FilesCheckup(Path folder) implements Checkup {
  private static final int MOST_ENTRIES = 100_000;

  /// All folders are tried, up to here, and some files.
  private static final int MOST_TRIED = 2_000;

  @Override
  public String label() {
    return folder.toString();
  }

  @Override
  public void run(Findings findings) {
    if (!Files.isDirectory(folder)) {
      findings.add(
          Check.failure(
              Topic.REACHABLE,
              "there is no such folder",
              new Mend.ByHand("Mount it, or name the folder that holds the files.")));
      return;
    }
    try (FileSource source = new FileSource(folder)) {
      Sample sample = sample(source);
      findings.extent(sample.extent);
      findings.add(size(sample.extent));
      findings.add(readable(source, sample.entries));
    } catch (StoreException e) {
      findings.add(unreadable(String.valueOf(e.getMessage())));
    }
  }

  /// @param entries to be tried
  private record Sample(List<Listed> entries, Extent extent) {}

  private static Sample sample(FileSource source) {
    List<Listed> tried = new ArrayList<>();
    long count = 0;
    long bytes = 0;
    try (Listing listing = source.list(KeyRange.ALL)) {
      for (Listed next = listing.next(); next != null; next = listing.next()) {
        if (count == MOST_ENTRIES) {
          return new Sample(tried, new Extent(count, bytes, Counted.SAMPLE));
        }
        count++;
        bytes += next.sizeBytes();
        if (isTried(next, tried.size(), count)) {
          tried.add(next);
        }
      }
    }
    return new Sample(tried, new Extent(count, bytes, Counted.WHOLE));
  }

  private static boolean isTried(Listed entry, int tried, long count) {
    return tried < MOST_TRIED
        && (entry.kind() == Kind.FOLDER || entry.hasBytes())
        && (count <= MOST_TRIED / 2 || entry.kind() == Kind.FOLDER || count % 100 == 0);
  }

  private static Check size(Extent extent) {
    String seen =
        "%,d files and folders, %,d bytes".formatted(extent.objects(), extent.sizeBytes());
    return Check.ok(
        Topic.SIZE, extent.whole() == Counted.WHOLE ? seen : seen + " so far; there is more");
  }

  private Check readable(FileSource source, List<Listed> tried) {
    List<String> refused =
        tried.stream().flatMap(entry -> refusal(source, entry).stream()).toList();
    return refused.isEmpty()
        ? Check.ok(Topic.RIGHTS, "%,d that were tried can be read".formatted(tried.size()))
        : unreadable(
            "%,d of %,d that were tried cannot be read: %s"
                .formatted(refused.size(), tried.size(), refused.getFirst()));
  }

  private static Optional<String> refusal(FileSource source, Listed entry) {
    try (ObjectReader reader = source.read(entry)) {
      if (entry.sizeBytes() > 0) {
        try (InputStream in = reader.bytes(new ByteRange(0, 1))) {
          in.readAllBytes();
        }
      }
      var _ = reader.attributes();
      return reader.missing().stream().map(Missing::reason).findFirst();
    } catch (IOException e) {
      return Optional.of(entry.key() + ": " + FileFailure.why(e));
    } catch (StoreException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Check unreadable(String seen) {
    return Check.failure(
        Topic.RIGHTS,
        seen,
        Mend.Command.of(
            "sudo",
            "setfacl",
            "-R",
            "-m",
            "u:%s:rX".formatted(System.getProperty("user.name")),
            folder.toString()));
  }
}
