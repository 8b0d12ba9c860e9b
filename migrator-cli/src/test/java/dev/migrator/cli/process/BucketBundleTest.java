package dev.migrator.cli.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.S3ProxyHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A bundle in a bucket from the first byte to the restored one, with a kill in the middle: on the
/// embedded host, and on each that `MIGRATOR_TEST_S3_HOSTS` names.
class BucketBundleTest {
  private static final String HOSTS = "MIGRATOR_TEST_S3_HOSTS";
  private static final int OBJECTS = 150;
  private static final int LARGE_BYTES = 10 << 20;

  private static S3ProxyHost embedded;

  @TempDir Path folder;

  /// A host of bundles.
  record BundleHost(String name, URI endpoint, String accessKeyId, String secretAccessKey)
      implements EmbeddedS3 {
    @Override
    public void close() {}

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() {
    embedded = S3ProxyHost.start();
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  static List<BundleHost> hosts() {
    List<BundleHost> hosts = new ArrayList<>();
    hosts.add(
        new BundleHost(
            "s3proxy", embedded.endpoint(), embedded.accessKeyId(), embedded.secretAccessKey()));
    for (String named : System.getenv().getOrDefault(HOSTS, "").split("\\s+")) {
      if (!named.isBlank()) {
        String[] parts = named.split("=", 2);
        hosts.add(new BundleHost(parts[0], URI.create(parts[1]), "migrator", "migrator-secret"));
      }
    }
    return hosts;
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aKilledRunGoesOnAndAllComesBack(BundleHost host) throws IOException {
    String suffix = Long.toHexString(System.nanoTime());
    try (ObjectsOnHost objects = ObjectsOnHost.make(embedded, "source-" + suffix);
        ObjectsOnHost place = ObjectsOnHost.make(host, "bundle-" + suffix)) {
      objects.fill("a-small", OBJECTS, 1_000, 40_000, new Random(1));
      objects.fill("large", 1, LARGE_BYTES, LARGE_BYTES, new Random(2));
      try (SlowableHost source = SlowableHost.before(embedded, objects)) {
        new Story(host, source, objects, place, suffix).tell();
      }
    }
  }

  /// What is done in one bucket.
  private final class Story {
    private final SlowableHost source;
    private final ObjectsOnHost objects;
    private final ObjectsOnHost place;
    private final String bundle;
    private final Program program;

    Story(
        BundleHost host,
        SlowableHost source,
        ObjectsOnHost objects,
        ObjectsOnHost place,
        String suffix)
        throws IOException {
      this.source = source;
      this.objects = objects;
      this.place = place;
      this.bundle =
          "s3://bundle-%s/one?endpoint=%s&path-style=true&region=us-east-1"
              .formatted(suffix, host.endpoint());
      this.program =
          new Program(folder)
              .with("AWS_ACCESS_KEY_ID", host.accessKeyId())
              .with("AWS_SECRET_ACCESS_KEY", host.secretAccessKey());
      Files.writeString(
          folder.resolve("estate.yaml"),
          """
          estate: kept
          sources:
            media:
              s3: { bucket: source-%s, endpoint: "%s", path-style: true, region: us-east-1,
                    credentials: { access-key-id: "%s", secret-access-key: "%s" } }
          bundle: { volume-size: 1MiB }
          """
              .formatted(
                  suffix,
                  source.host().endpoint(),
                  embedded.accessKeyId(),
                  embedded.secretAccessKey()));
    }

    void tell() throws IOException {
      killInTheMiddle();
      assertLeftIsSound();
      goOn();
      assertAllIsThere();
      restore();
    }

    private void killInTheMiddle() {
      source.holdAfter(objects.sizeBytes() / 3);
      Running first =
          program.start("snapshot", "estate.yaml", "--workers", "1", "--bundle", bundle);
      assertTrue(
          first.waitUntil(() -> source.isHolding() && isCommitted()), "ended before it was killed");
      expect(11, program.run("snapshot", "estate.yaml", "--bundle", bundle), "in use by process");
      first.kill();
      source.lift();
    }

    private boolean isCommitted() {
      return place.keys().stream().anyMatch(key -> key.startsWith("one/meta/commits/"));
    }

    private void assertLeftIsSound() {
      expect(3, program.run("verify", bundle), "sound, but not finished");
      expect(0, program.run("gaps", bundle), "not-reached");
      expect(0, program.run("status", bundle), "not finished");
    }

    /// The lease of the killed run does not stand in the way: its process is gone.
    private void goOn() {
      expect(0, program.run("snapshot", "estate.yaml", "--bundle", bundle), "complete");
      expect(0, program.run("snapshot", "estate.yaml", "--bundle", bundle), "complete");
    }

    private void assertAllIsThere() {
      expect(0, program.run("verify", bundle), "sound and complete");
      expect(0, program.run("verify", bundle, "--fast"), "sound and complete");
      assertEquals(objects.bytes().size(), program.run("ls", bundle).out().lines().count());
      assertEquals("", program.run("gaps", bundle).out());
      String key = objects.bytes().keySet().iterator().next();
      Ended json = program.run("cat", bundle, "media", key, "--json");
      assertTrue(
          json.out().contains("\"sizeBytes\":" + objects.bytes().get(key).length), json::toString);
    }

    private void restore() throws IOException {
      expect(0, program.run("restore", bundle, "--source", "media", "--to", "restored"), "equal");
      for (Map.Entry<String, byte[]> object : objects.bytes().entrySet()) {
        Path file = folder.resolve("restored").resolve(object.getKey());
        assertArrayEquals(object.getValue(), Files.readAllBytes(file), object.getKey());
      }
    }
  }

  private static void expect(int code, Ended ended, String words) {
    assertEquals(code, ended.code(), ended::toString);
    assertTrue((ended.out() + ended.err()).contains(words), ended::toString);
  }
}
