package dev.migrator.cli.demo;

import dev.migrator.error.UsageException;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.S3MockHost;
import dev.migrator.sandbox.sample.SampleBucket;
import dev.migrator.sandbox.sample.SampleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder, the two embedded hosts and the files that the story needs. Closing it stops the
/// hosts and leaves bundle and restored files.
final class Stage implements AutoCloseable {
  private static final String BUCKET = "parler-media";
  private static final String NEW_BUCKET = "our-media";
  private static final int PICTURES = 2_000;

  private final Path folder;
  private final EmbeddedS3 host;
  private final EmbeddedS3 newHost;
  private final @Nullable SamplePosts posts;

  private Stage(Path folder, EmbeddedS3 host, EmbeddedS3 newHost, @Nullable SamplePosts posts) {
    this.posts = posts;
    this.folder = folder;
    this.host = host;
    this.newHost = newHost;
  }

  static Stage set(Path folder) throws IOException {
    refuseNonEmpty(folder);
    Path hosts = Files.createDirectories(folder.resolve("hosts"));
    Stage stage =
        new Stage(
            folder,
            S3MockHost.start(hosts.resolve("old")),
            S3MockHost.start(hosts.resolve("new")),
            SamplePosts.missing().isEmpty() ? SamplePosts.start() : null);
    SampleBucket.fill(stage.host, BUCKET, PICTURES);
    SampleTree.fill(folder.resolve("www"));
    stage.writeFiles();
    return stage;
  }

  private static void refuseNonEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new UsageException(
              "cannot play the demo in " + folder + ": there is something in it",
              "Name an empty folder or a new one with --dir.");
        }
      }
    }
  }

  private void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve(estate()),
        """
        estate: parler
        sources:
          media:
            s3: { bucket: %s, endpoint: "%s", path-style: true, region: us-east-1,
                  credentials: { access-key-id: "${KEY}", secret-access-key: "${SECRET}" } }
          www:
            files: { path: %s }
        %sbundle: { volume-size: 1MiB }
        """
            .formatted(
                BUCKET,
                host.endpoint(),
                quoted(folder.resolve("www")),
                posts == null ? "" : database(posts.url(), "")));
    Files.writeString(
        folder.resolve(targets()),
        """
        targets:
          media:
            s3: { bucket: %s, endpoint: "%s", path-style: true, region: us-east-1, create: true,
                  credentials: { access-key-id: "${KEY}", secret-access-key: "${SECRET}" } }
          www:
            files: { path: %s }
        %s\
        """
            .formatted(
                NEW_BUCKET,
                newHost.endpoint(),
                quoted(folder.resolve("restored")),
                posts == null ? "" : database(posts.newUrl(), ", create: true")));
  }

  private static String database(String url, String more) {
    return """
      posts:
        postgres: { url: "%s", password: "${PW}"%s }
    """
        .formatted(url, more);
  }

  private static String quoted(Path path) {
    return '"' + path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  Path folder() {
    return folder;
  }

  Path bundle() {
    return folder.resolve(bundleName()).toAbsolutePath();
  }

  String bundleName() {
    return "bundle";
  }

  String estate() {
    return "estate.yaml";
  }

  String targets() {
    return "targets.yaml";
  }

  String inventory() {
    return "bucket "
        + BUCKET
        + " with "
        + PICTURES
        + " pictures, two multipart videos, pages in several versions, deleted ones and the oddest keys; a web server's folder"
        + (posts == null ? "" : "; " + SamplePosts.inventory());
  }

  /// What the steps' processes find in their environment.
  Map<String, String> environment() {
    String password = posts == null ? "" : posts.password();
    return Map.of("KEY", host.accessKeyId(), "SECRET", host.secretAccessKey(), "PW", password);
  }

  Comparison compare() {
    return Comparison.of(host, BUCKET, newHost, NEW_BUCKET);
  }

  @Override
  public void close() {
    host.close();
    newHost.close();
    if (posts != null) {
      posts.close();
    }
  }
}
