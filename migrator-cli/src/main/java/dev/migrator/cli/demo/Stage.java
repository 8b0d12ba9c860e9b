package dev.migrator.cli.demo;

import dev.migrator.error.UsageException;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.S3MockHost;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.sandbox.sample.SampleBucket;
import dev.migrator.sandbox.sample.SampleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder, the embedded hosts and the files that the story needs. Closing it stops the hosts
/// and leaves bundle and restored files.
final class Stage implements AutoCloseable {
  private static final String BUCKET = "parler-media";
  private static final String NEW_BUCKET = "our-media";
  private static final String POSTS = "posts";
  private static final int PICTURES = 2_000;
  private static final int THUMBNAILS = 3_000;
  private static final int THUMBNAILS_PER_SECOND = 150;

  private final Path folder;
  private final EmbeddedS3 host;
  private final EmbeddedS3 newHost;
  private final SyntheticS3 slowHost =
      SyntheticS3.start(THUMBNAILS, SyntheticS3.Limits.requests(THUMBNAILS_PER_SECOND));
  private final SampleItems items;
  private final @Nullable SamplePosts posts;

  private Stage(
      Path folder,
      EmbeddedS3 host,
      EmbeddedS3 newHost,
      SampleItems items,
      @Nullable SamplePosts posts) {
    this.items = items;
    this.posts = posts;
    this.folder = folder;
    this.host = host;
    this.newHost = newHost;
  }

  static Stage set(Path folder) throws IOException {
    refuseNonEmpty(folder);
    Path hosts = Files.createDirectories(folder.resolve("hosts"));
    EmbeddedS3 host = S3MockHost.start(hosts.resolve("old"));
    EmbeddedS3 newHost = S3MockHost.start(hosts.resolve("new"));
    Stage stage =
        new Stage(
            folder,
            host,
            newHost,
            SampleItems.start(host, newHost),
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
        "estate: parler\nsources:\n"
            + Sections.named("media", Sections.s3(host, BUCKET, ""))
            + Sections.named("www", Sections.files(folder.resolve("www")))
            + items.sources()
            + (posts == null ? "" : Sections.named(POSTS, Sections.postgres(posts.url(), "")))
            + "bundle: { volume-size: 1MiB }\n");
    Files.writeString(
        folder.resolve(hurryEstate()),
        "estate: hurry\nsources:\n"
            + Sections.named("www", Sections.files(folder.resolve("www")))
            + (posts == null ? "" : Sections.named(POSTS, Sections.postgres(posts.url(), "")))
            + Sections.named(
                "thumbnails", Sections.DERIVED + Sections.s3(slowHost, SyntheticS3.BUCKET, "")));
    Files.writeString(
        folder.resolve(targets()),
        "targets:\n"
            + Sections.named("media", Sections.s3(newHost, NEW_BUCKET, Sections.CREATE))
            + Sections.named("www", Sections.files(folder.resolve("restored")))
            + items.targets(posts)
            + (posts == null
                ? ""
                : Sections.named(POSTS, Sections.postgres(posts.newUrl(POSTS), Sections.CREATE))));
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

  String hurryEstate() {
    return "hurry.yaml";
  }

  String hurryInventory() {
    return "the web server's folder"
        + (posts == null ? "" : ", the posts")
        + ", and %,d thumbnails that can be made again, on a host that gives %d a second"
            .formatted(THUMBNAILS, THUMBNAILS_PER_SECOND);
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
        + (posts == null ? "" : "; " + SamplePosts.inventory())
        + "; "
        + SampleItems.inventory();
  }

  /// What the steps' processes find in their environment.
  Map<String, String> environment() {
    String password = posts == null ? "" : posts.password();
    return Map.of("KEY", host.accessKeyId(), "SECRET", host.secretAccessKey(), "PW", password);
  }

  /// That of the buckets first.
  List<Comparison> compare() {
    return List.of(
        Comparison.of(host, BUCKET, newHost, NEW_BUCKET),
        items.compareCarts(),
        items.compareSessions(posts));
  }

  @Override
  public void close() {
    items.close();
    host.close();
    newHost.close();
    slowHost.close();
    if (posts != null) {
      posts.close();
    }
  }
}
