package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.EntryReader;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Progress;
import dev.migrator.error.MigratorException;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.verify.Verification.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every damage gives its own code and no other, and none does harm.
final class HostileBundleTest {
  @TempDir static Path sample;
  @TempDir Path folder;

  @BeforeAll
  static void writeSample() {
    SampleBundle.rich(sample);
  }

  @ParameterizedTest
  @EnumSource
  void everyDamageIsFoundByItsCodeAndDoesNoHarm(Damage damage) throws IOException {
    copy(sample, folder);
    damage.to(new Forger(folder));

    assertThat(codes(Level.READ)).isNotEmpty().containsOnly(damage.code());
    assertThat(codes(Level.FAST)).isSubsetOf(damage.code(), FindingCode.V007);
    readOrFailWithAHint();
  }

  private List<FindingCode> codes(Level level) {
    return Verifier.verify(new DirectoryStore(folder), OptionalLong.empty(), level, new Progress())
        .findings()
        .stream()
        .map(Finding::code)
        .toList();
  }

  /// Anything but the right bytes or a failure with a hint is a bug.
  private void readOrFailWithAHint() throws IOException {
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      for (String source : bundle.head().sources().keySet()) {
        readAll(bundle, source);
      }
    } catch (MigratorException e) {
      assertThat(e.hint()).isNotBlank();
    }
  }

  private static void readAll(Bundle bundle, String source) throws IOException {
    try (EntryReader entries = bundle.entries(bundle.head(), source, KeyRange.ALL)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        if (entry.content() != null) {
          read(bundle, entry);
        }
      }
    }
  }

  private static void read(Bundle bundle, Entry entry) throws IOException {
    try (InputStream in = bundle.bytes(entry)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (MigratorException e) {
      assertThat(e.hint()).isNotBlank();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
