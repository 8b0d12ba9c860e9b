package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.dynamodb.MotoHost;
import dev.migrator.engine.Deadline;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same on a server of other authors, whose objects thaw after some questions.
@Timeout(120)
final class ThawingOnMotoTest {
  private static final Instant START = Instant.parse("2026-11-30T06:00:00Z");

  @TempDir private Path folder;
  private final MotoHost host = MotoHost.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HandSet clock = new HandSet(START);

  @AfterEach
  void stop() {
    client.close();
    host.close();
  }

  private void call(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer =
        client.send(
            request
                .header(
                    "authorization",
                    "AWS4-HMAC-SHA256 Credential=a/20261130/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0")
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(host.endpoint() + path));
  }

  private void put(String key, String storageClass) throws IOException, InterruptedException {
    call(
        at("/pictures/" + key)
            .header("x-amz-storage-class", storageClass)
            .PUT(BodyPublishers.ofString("of " + key)));
  }

  private Estates estates() {
    return Estates.of(
            new S3Source(
                new S3Address(
                    "pictures",
                    "us-east-1",
                    host.endpoint(),
                    true,
                    Key.of(""),
                    true,
                    new StaticCredentials("a", "b", null))))
        .clock(clock)
        .until(new Deadline(START.plus(Duration.ofHours(6)), Duration.ZERO));
  }

  @Test
  void whatCanComeInTimeIsCapturedAndTheRestNamed() throws Exception {
    call(
        at("/moto-api/state-manager/set-transition")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"model_name": "s3::keyrestore",
                     "transition": {"progression": "manual", "times": 3}}
                    """)));
    call(at("/pictures").PUT(BodyPublishers.noBody()));
    put("a-warm", "STANDARD");
    put("b-cold", "GLACIER");
    put("c-deep", "DEEP_ARCHIVE");
    Estates estates = estates();
    CompletableFuture<SnapshotResult> run =
        CompletableFuture.supplyAsync(
            () -> estates.snapshotInto(folder), work -> Thread.ofPlatform().daemon().start(work));
    while (!run.isDone()) {
      if (estates.progress.view().phase().startsWith("waiting for archived objects")) {
        clock.forward(Duration.ofMinutes(10));
      }
      Thread.sleep(50);
    }
    assertThat(run.get(1, TimeUnit.SECONDS).finished()).isTrue();
    Captured captured = Captured.read(folder);
    assertThat(captured.contents())
        .contains(
            Map.entry("a-warm (version null)", "OBJECT of a-warm"),
            Map.entry("b-cold (version null)", "OBJECT of b-cold"));
    assertThat(captured.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo(Gap.Code.ARCHIVED);
          assertThat(gap.reason())
              .startsWith(
                  "archived (DEEP_ARCHIVE): the fastest way back that may be taken, Standard");
        });
  }
}
