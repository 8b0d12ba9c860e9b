package dev.migrator.sandbox.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  private static final Platform PLATFORM = Platform.of("Linux", "amd64");

  @TempDir Path folder;
  private Path cache = Path.of("");

  @BeforeEach
  void makeTheCache() throws IOException {
    cache = Files.createDirectory(folder.resolve("cache"));
  }

  @Test
  void isUnpackedWithLinksAndWithWhatMayBeRun() throws IOException {
    Path bin = Installation.unpacked(Archive.in(jar("../lib/libpq.so.5"), PLATFORM), cache).bin();

    assertThat(permissions(bin)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(bin.resolve("postgres"))).isEqualTo("rwxr-xr-x");
    assertThat(permissions(bin.resolve("../lib/libpq.so.5"))).isEqualTo("rw-r--r--");
    assertThat(bin.resolve("link")).isSymbolicLink().hasContent("lib/libpq.so.5");
  }

  @Test
  void isUnpackedOnce() throws IOException {
    Archive archive = Archive.in(jar("postgres"), PLATFORM);
    Path bin = Installation.unpacked(archive, cache).bin();
    FileTime first = Files.getLastModifiedTime(bin.resolve("postgres"));

    assertThat(Installation.unpacked(archive, cache).bin()).isEqualTo(bin);
    assertThat(Files.getLastModifiedTime(bin.resolve("postgres"))).isEqualTo(first);
    assertThat(cache).isDirectoryNotContaining("glob:**unpacking-*");
  }

  @Test
  void isNotUnpackedFromAnArchiveThatLeadsOutOfItsFolder() throws IOException {
    Archive archive = Archive.in(jar("../../outside"), PLATFORM);

    assertThatThrownBy(() -> Installation.unpacked(archive, cache))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("will not unpack bin/link: it leads out of ");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void tellsThatAJarIsForAnotherMachine() throws IOException {
    Archive archive = Archive.in(jar("postgres"), Platform.of("Mac OS X", "aarch64"));

    assertThatThrownBy(() -> Installation.unpacked(archive, cache))
        .hasMessageContainingAll(
            "cannot unpack", "programs.jar!/postgres-darwin-arm_64.txz", "not found");
  }

  @Test
  void tellsWhichProgramAFolderLacks() {
    assertThatThrownBy(() -> new Installation(cache))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no PostgreSQL server in " + cache + ": there is no program initdb");
  }

  private Path jar(String link) throws IOException {
    Path jar = folder.resolve("programs.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(PLATFORM.archive()));
      archive(link).writeTo(zip);
    }
    return jar;
  }

  private static ByteArrayOutputStream archive(String link) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(packed))) {
      put(tar, "bin/initdb", 0100755);
      put(tar, "bin/postgres", 0100755);
      put(tar, "lib/libpq.so.5", 0100600);
      TarArchiveEntry entry = new TarArchiveEntry("bin/link", TarConstants.LF_SYMLINK);
      entry.setLinkName(link);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return packed;
  }

  private static void put(TarArchiveOutputStream tar, String name, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    byte[] content = name.getBytes(UTF_8);
    entry.setSize(content.length);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
