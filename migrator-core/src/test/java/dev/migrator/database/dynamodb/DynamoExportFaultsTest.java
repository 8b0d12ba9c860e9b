package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.ContentSink;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.OpenCut;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.StoreException;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.dynamo.Fault;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.BlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exports that do not come, or not as they should.
final class DynamoExportFaultsTest {
  private static final int ITEMS = 20;

  @TempDir private Path folder;
  private ExportBucket bucket;
  private EmbeddedDynamo host;
  private DynamoTables tables;
  private DatabaseBundle bundle;

  @BeforeEach
  void start() {
    bucket = ExportBucket.start();
    host = EmbeddedDynamo.start(bucket.settings());
    tables = DynamoTables.of(host);
    tables.exportTo(bucket.place());
    tables.create("data", "id N");
    tables.keepHistory("data");
    for (int i = 0; i < ITEMS; i++) {
      tables.put("data", "{'id':{'N':'%d'}}".formatted(i));
    }
    ExportBucket.awaitNextSecond();
    bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
  }

  @AfterEach
  void stop() {
    tables.close();
    host.close();
    bucket.close();
  }

  private void assertScanned(SnapshotResult result, String why) {
    assertThat(result.hasGaps()).isFalse();
    assertThat(bundle.cut().cut().fuzzy()).contains("table data was scanned");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS);
    assertThat(result.notes()).anyMatch(note -> note.contains("scanned") && note.contains(why));
  }

  @Test
  void whereTheBucketIsMissingTheTableIsScannedAndThatIsSaid() {
    tables.exportTo(bucket.place("nosuchbucket"));
    assertScanned(bundle.snapshot(tables.table("data")), "S3NoSuchBucket");
  }

  @Test
  void whereAnExportIsForbiddenTheTableIsScannedAndThatIsSaid() {
    host.follow((operation, request, number) ->
        operation.equals("ExportTableToPointInTime")
            ? new Fault.Refuse(400, "x#AccessDeniedException", "not for you")
            : null);
    assertScanned(bundle.snapshot(tables.table("data")), "AccessDeniedException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest-summary.json", "manifest-files.checksum"})
  void whereAManifestIsDamagedTheTableIsScannedAndThatIsSaid(String manifest) {
    onceExported(manifest, (files, name) -> files.put(name, "another".getBytes(UTF_8)));
    assertScanned(bundle.snapshot(tables.table("data")), "has another checksum than");
  }

  @Test
  void whereTheExportCannotBeReadTheTableIsScannedAndThatIsSaid() {
    onceExported("manifest-files.json", BlobStore::delete);
    assertScanned(bundle.snapshot(tables.table("data")), "manifest-files.json is not in");
  }

  /// Changes the file of this name before the host tells that the export is done.
  private void onceExported(String end, BiConsumer<BlobStore, String> change) {
    host.follow((operation, request, number) -> {
      if (operation.equals("DescribeExport")) {
        eachFile(end, change);
      }
      return null;
    });
  }

  private void eachFile(String end, BiConsumer<BlobStore, String> change) {
    try (BlobStore files = bucket.open(tables.table("data").exports())) {
      for (BlobStore.Blob blob : files.list()) {
        if (blob.name().endsWith(end)) {
          change.accept(files, blob.name());
        }
      }
    }
  }

  @Test
  void whereThePresentCannotBeExportedYetTheLatestPastIs() {
    List<String> asked = new ArrayList<>();
    host.follow((operation, request, number) -> {
      if (!operation.equals("ExportTableToPointInTime")) {
        return null;
      }
      asked.add(request.path("ExportTime").asText());
      return asked.size() == 1 ? tooEarly() : null;
    });
    assertThat(bundle.snapshot(tables.table("data")).hasGaps()).isFalse();
    assertThat(asked).hasSize(2);
    assertThat(bundle.cut().cut().fuzzy()).isNull();
    assertThat(bundle.cut().cut().position()).startsWith("exports as of ");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS);
  }

  private static Fault tooEarly() {
    return new Fault.Refuse(400, "x#InvalidExportTimeException", "not yet");
  }

  @Test
  void exportsOfSeveralMomentsAreNoCutOfOne() {
    tables.create("other", "id S");
    tables.keepHistory("other");
    AtomicBoolean isRefused = new AtomicBoolean();
    host.follow((operation, request, number) -> {
      if (operation.equals("GetResourcePolicy")) {
        ExportBucket.awaitNextSecond(); // after the host told its latest
      }
      return operation.equals("ExportTableToPointInTime") && !isRefused.getAndSet(true)
          ? tooEarly()
          : null;
    });
    assertThat(bundle.snapshot(tables.prefix("")).hasGaps()).isFalse();
    assertThat(bundle.cut().cut().fuzzy()).contains("as of several moments");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS).containsEntry("other", 0L);
  }

  @Test
  void aTableWithoutHistoryIsScanned() {
    tables.create("young", "id S");
    tables.put("young", "{'id':{'S':'a'}}");
    SnapshotResult result = bundle.snapshot(tables.prefix(""));
    assertThat(result.hasGaps()).isFalse();
    assertThat(bundle.cut().cut().fuzzy()).contains("table young was scanned");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS).containsEntry("young", 1L);
  }

  @Test
  void aStopIsHeardWhileTheHostExports() throws Exception {
    StopSignal stop = new StopSignal();
    CountDownLatch waiting = new CountDownLatch(1);
    host.follow((operation, request, number) -> {
      if (!operation.equals("DescribeExport")) {
        return null;
      }
      waiting.countDown();
      return new Fault.Refuse(503, "x#ServiceUnavailable", "later");
    });
    CompletableFuture<SnapshotResult> run =
        CompletableFuture.supplyAsync(() -> bundle.snapshot(tables.table("data"), stop));
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(run).isNotDone();
    stop.stop();
    SnapshotResult result = run.get(10, TimeUnit.SECONDS);
    assertThat(result.interrupted()).isTrue();
    host.follow((operation, request, number) -> null);
    assertThat(bundle.snapshot(tables.table("data")).finished()).isTrue();
  }

  @Test
  void aFileThatWasChangedInTheBucketIsNotTaken() {
    try (DynamoSource source =
            new DynamoSource(tables.table("data"), bucket::open, DynamoContract.PATIENT);
        OpenCut cut = source.open(1)) {
      eachFile(".json.gz", (files, name) -> files.put(name, OtherItems.gzip()));
      assertThatThrownBy(() -> cut.copy(cut.chunks().getFirst(), new ContentSink()))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.BAD_BYTES))
          .hasMessageContaining("its MD5 is");
    }
  }
}
