package dev.migrator.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.error.MigratorException;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Creation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks at a folder that is to be restored to: restores a file with attributes into a folder of
/// its own there, reads it back and removes it.
///
/// @param creation whether a restore makes the folder
public record FilesTargetCheckup(Path folder, Creation creation) implements Checkup {
  private static final String NAME = "migrator-canary-";
  private static final byte[] CONTENT = "migrator canary\n".getBytes(UTF_8);
  private static final int MODE = 0640;
  private static final int OTHER = 1;

  @Override
  public String label() {
    return folder.toString();
  }

  @Override
  public void run(Findings findings) {
    try {
      if (!Files.isDirectory(folder) && creation == Creation.FORBIDDEN) {
        findings.add(
            Check.failure(
                Topic.REACHABLE,
                "there is no such folder",
                Mend.Command.of("mkdir", "-p", folder.toString())));
        return;
      }
      Path there = existing();
      space(there, findings);
      occupied(findings);
      canary(there, findings);
    } catch (IOException e) {
      findings.add(unwritable(FileFailure.of("cannot try " + folder, e)));
    } catch (MigratorException e) {
      findings.add(unwritable(e));
    }
  }

  private static Check unwritable(MigratorException e) {
    return Check.failure(Topic.CANARY, String.valueOf(e.getMessage()), new Mend.ByHand(e.hint()));
  }

  /// What is there already on the way to the folder.
  private Path existing() {
    Path here = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(here) && here.getParent() != null) {
      here = here.getParent();
    }
    return here;
  }

  private static void space(Path there, Findings findings) throws IOException {
    findings.add(
        Check.ok(
            Topic.SPACE, "%,d bytes free".formatted(Files.getFileStore(there).getUsableSpace())));
  }

  private void occupied(Findings findings) throws IOException {
    String first = Files.isDirectory(folder) ? first() : null;
    findings.add(
        first == null
            ? Check.ok(Topic.CONTENT, "empty")
            : Check.warning(
                Topic.CONTENT,
                "not empty: %s is there; a restore goes on only where that is an earlier one's"
                    .formatted(first),
                new Mend.ByHand("Name an empty folder, or restore with --into-nonempty.")));
  }

  private @Nullable String first() throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        return String.valueOf(entry.getFileName());
      }
      return null;
    }
  }

  private void canary(Path there, Findings findings) throws IOException {
    Path own = there.resolve(NAME + UUID.randomUUID().toString().substring(0, 8));
    try (FileTarget target = new FileTarget(own)) {
      target.prepare(
          new SourceDescription("files", NAME, new TreeMap<>(), List.of()), Creation.ALLOWED);
      Entry entry = entry();
      var written = target.write(entry, () -> new ByteArrayInputStream(CONTENT));
      findings.add(compare(target, entry));
      target.losses(entry).forEach(loss -> lost(loss, findings));
      written.losses().forEach(loss -> lost(loss, findings));
    } finally {
      remove(own);
    }
  }

  private static Check compare(FileTarget target, Entry entry) throws IOException {
    try (ObjectReader reader = target.read(entry.listed());
        InputStream in = reader.bytes(new ByteRange(0, CONTENT.length))) {
      boolean isSame =
          Arrays.equals(CONTENT, in.readAllBytes())
              && reader.attributes() instanceof FileAttributes read
              && read.mode() == MODE;
      return isSame
          ? Check.ok(
              Topic.CANARY,
              "a file with its attributes was written, read back, compared and removed")
          : Check.failure(
              Topic.CANARY,
              "a file that was written there was read back as another",
              new Mend.ByHand("Choose a folder on another file system."));
    }
  }

  private static void lost(ObjectTarget.Loss loss, Findings findings) {
    findings.add(
        Check.warning(
            Topic.CANARY,
            "%s is lost: %s".formatted(loss.what(), loss.reason()),
            new Mend.ByHand(
                loss.what().equals("owner")
                    ? "Restore as root, or do without."
                    : "Choose a file system that keeps it, or do without.")));
  }

  /// Of somebody else, with all that a file can have.
  private static Entry entry() {
    FileAttributes attributes =
        new FileAttributes(
            MODE,
            OTHER,
            OTHER,
            null,
            null,
            Instant.parse("2001-02-03T04:05:06.123456789Z"),
            null,
            new TreeMap<>(Map.of("user.migrator", Key.of("canary"))),
            null,
            List.of(),
            null);
    Content content =
        new Content(
            CONTENT.length, Sha256.of(CONTENT), SourceProof.NONE, new Content.Member("", "", 0, 0));
    Listed listed =
        new Listed(Key.of("canary"), Kind.OBJECT, null, true, CONTENT.length, null, null, null);
    return new Entry(0, listed, attributes, content, null, List.of());
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path empty, @Nullable IOException failure)
              throws IOException {
            Files.delete(empty);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
