package dev.migrator.sandbox.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// A packed tree of programs, in a jar.
record Archive(URL location) {

  static Archive in(Path jar, Platform platform) {
    try {
      return new Archive(URI.create("jar:" + jar.toUri() + "!/" + platform.archive()).toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("cannot look into " + jar + " as a jar", e);
    }
  }

  /// Unpacked once: the folder in the cache is named by what the archive holds, and is either not
  /// there or whole.
  Path unpackedIn(Path cache) {
    try {
      Path folder = cache.resolve(hash());
      if (!Files.isDirectory(folder)) {
        unpackTo(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot unpack %s below %s: %s".formatted(location, cache, e.getMessage()), e);
    }
  }

  private void unpackTo(Path folder) throws IOException {
    Path fresh = Files.createTempDirectory(folder.resolveSibling(""), "unpacking-");
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (InputStream packed = open();
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
        new TarTree(fresh).write(tar);
      }
      publish(fresh, folder);
    } finally {
      TarTree.delete(fresh);
    }
  }

  private static void publish(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process may have been faster, with the same.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private String hash() throws IOException {
    try (InputStream packed = open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(packed, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private InputStream open() throws IOException {
    URLConnection connection = location.openConnection();
    connection.setUseCaches(false); // else the jar would stay open
    return new BufferedInputStream(connection.getInputStream(), 1 << 16);
  }
}
