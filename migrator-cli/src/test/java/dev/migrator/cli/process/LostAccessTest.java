package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.S3ProxyHost;
import dev.migrator.sandbox.hostile.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A host that stops serving in the middle of a snapshot.
class LostAccessTest {
  private static final int OBJECTS = 200;
  private static final Duration TIME_TO_SEAL = Duration.ofSeconds(15);

  @TempDir Path folder;
  private S3ProxyHost host;
  private ObjectsOnHost objects;
  private SlowableHost source;

  @BeforeEach
  void fill() throws IOException {
    host = S3ProxyHost.start();
    objects = ObjectsOnHost.make(host, "lost").fill("o", OBJECTS, 1, 9_000, new Random(7));
    source = SlowableHost.before(host, objects);
    source.writeEstate(folder.resolve("estate.yaml"), "");
  }

  @AfterEach
  void close() {
    source.close();
    objects.close();
    host.close();
  }

  @ParameterizedTest
  @CsvSource({"403, InvalidAccessKeyId", "400, ExpiredToken"})
  void whatWasReadIsSealedWithinSecondsAllElseIsNamedAndTheSameCommandGoesOn(
      int status, String code) throws IOException {
    source.holdAfter(objects.sizeBytes() / 2);
    Running run = snapshot();
    assertThat(run.waitUntil(source::isHolding)).isTrue();
    source.follow((request, number) -> new Fault.Refuse(status, code));
    long gone = System.nanoTime();
    source.lift();

    Ended ended = run.await();

    assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(TIME_TO_SEAL);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
    assertThat(ended.out() + ended.err()).contains(code);
    assertThat(program().run("verify", "bundle").code()).isEqualTo(3);
    everyKeyIsThereOrNamed();

    source.follow((request, number) -> null);
    becomesComplete();
  }

  /// Of objects that were listed; ranges that were not are gaps, too.
  private void everyKeyIsThereOrNamed() throws IOException {
    TreeSet<String> told = new TreeSet<>();
    for (JsonNode entry : json("ls", "entries")) {
      if (entry.hasNonNull("sha256")) {
        told.add(entry.get("key").asText());
      }
    }
    int there = told.size();
    TreeSet<String> left = new TreeSet<>(objects.bytes().keySet());
    for (JsonNode gap : json("gaps", "gaps")) {
      switch (gap.get("scope").asText()) {
        case "key" -> told.add(gap.get("key").asText());
        case "range" -> left.removeIf(key -> isWithin(key, gap));
        default -> {}
      }
    }
    left.removeAll(told);
    assertThat(json("status", "sources").get("media").get("gaps").asInt())
        .isEqualTo(json("gaps", "gaps").size());

    assertThat(there).isPositive();
    assertThat(left).isEmpty();
  }

  private static boolean isWithin(String key, JsonNode range) {
    JsonNode to = range.path("to");
    return key.compareTo(range.get("from").asText()) >= 0
        && (to.isMissingNode() || to.isNull() || key.compareTo(to.asText()) < 0);
  }

  private JsonNode json(String command, String list) throws IOException {
    Ended ended = program().run(command, "bundle", "--json");
    assertThat(ended.code()).as(ended.toString()).isZero();
    return new ObjectMapper().readTree(ended.out()).get("result").get(list);
  }

  @Test
  void aBodyThatStallsIsReadAgain() throws IOException {
    AtomicBoolean stalled = new AtomicBoolean();
    source.follow((request, number) ->
        request.isObjectRead() && stalled.compareAndSet(false, true) ? new Fault.Stall(10) : null);

    becomesComplete();

    assertThat(stalled).isTrue();
  }

  private void becomesComplete() throws IOException {
    expectComplete(snapshot().await());
    expectComplete(program().run("verify", "bundle"));
    expectComplete(program().run("restore", "bundle", "--source", "media", "--to", "restored"));
    for (var object : objects.bytes().entrySet()) {
      assertThat(folder.resolve("restored").resolve(object.getKey()))
          .hasBinaryContent(object.getValue());
    }
  }

  private static void expectComplete(Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isZero();
  }

  private Running snapshot() {
    return program().start("snapshot", "estate.yaml", "--bundle", "bundle");
  }

  private Program program() {
    return new Program(folder);
  }
}
