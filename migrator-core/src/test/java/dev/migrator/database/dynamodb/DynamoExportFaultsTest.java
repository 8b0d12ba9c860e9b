package dev.migrator.database.dynamodb;

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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    host.follow((operation, request, number) ->
        operation.equals("DescribeExport")
            ? new Fault.Refuse(503, "x#ServiceUnavailable", "later")
            : null);
    CompletableFuture<SnapshotResult> run =
        CompletableFuture.supplyAsync(() -> bundle.snapshot(tables.table("data"), stop));
    Thread.sleep(Duration.ofSeconds(2));
    assertThat(run).isNotDone();
    stop.stop();
    SnapshotResult result = run.get(10, TimeUnit.SECONDS);
    assertThat(result.interrupted()).isTrue();
    host.follow((operation, request, number) -> null);
    assertThat(bundle.snapshot(tables.table("data")).finished()).isTrue();
  }

  @Test
  void aFileThatWasChangedInTheBucketIsNotTaken() {
    try (DynamoSource source = new DynamoSource(tables.table("data"), bucket::open, () -> {});
        OpenCut cut = source.open(1)) {
      spoil();
      assertThatThrownBy(() -> cut.copy(cut.chunks().getFirst(), new ContentSink()))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.BAD_BYTES))
          .hasMessageContaining("its MD5 is");
    }
  }

  /// Puts another data file in the place of those that there are.
  private void spoil() {
    try (BlobStore files = bucket.open(tables.table("data").exports())) {
      for (BlobStore.Blob blob : files.list()) {
        if (blob.name().endsWith(".json.gz")) {
          files.put(blob.name(), OtherItems.gzip());
        }
      }
    }
  }
}
