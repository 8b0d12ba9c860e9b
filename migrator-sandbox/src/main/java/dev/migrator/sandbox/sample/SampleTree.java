package dev.migrator.sandbox.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// A web server's folder: pages, a script, an empty folder, links, a sparse file, odd names.
public final class SampleTree {
  private SampleTree() {}

  /// @param folder made if it is not there
  public static void fill(Path folder) throws IOException {
    for (int i = 0; i < 200; i++) {
      write(
          folder.resolve("pages/%d/page-%03d.html".formatted(i % 10, i)),
          "<h1>Page " + i + "</h1>");
    }
    write(folder.resolve("odd/spaces and 'quotes'"), "odd");
    write(folder.resolve("odd/back\\slash"), "odd");
    write(folder.resolve("odd/new\nline"), "odd");
    write(folder.resolve("odd/-dash"), "odd");
    Files.createDirectories(folder.resolve("empty"));
    Path script = write(folder.resolve("bin/serve.sh"), "#!/bin/sh\nexec httpd\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2019-02-03T04:05:06.789Z")));
    Files.createSymbolicLink(folder.resolve("current"), Path.of("pages/1"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("no/such/thing"));
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("sparse.img").toFile(), "rw")) {
      sparse.setLength(4 << 20);
      sparse.seek(3 << 20);
      sparse.write("data after a hole".getBytes(UTF_8));
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
