package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.RecoveryLines;
import dev.migrator.database.RowsHash;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.EmbeddedDynamo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a host that others have written: it overlooks segments, and its tables are there at once.
final class MotoContractTest extends DatabaseContract {
  private static MotoHost from;
  private static MotoHost to;

  private DynamoTables source;
  private DynamoTables target;

  @BeforeAll
  static void startHosts() {
    from = MotoHost.start();
    to = MotoHost.start();
  }

  @AfterAll
  static void stopHosts() {
    if (to != null) {
      from.close();
      to.close();
    }
  }

  @BeforeEach
  void empty() {
    from.empty();
    to.empty();
    source = DynamoTables.at(from.endpoint());
    target = DynamoTables.at(to.endpoint());
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
  }

  @Override
  protected DatabaseSource source() {
    return new DynamoSource(source.prefix(""), NoBuckets::open, () -> {});
  }

  @Override
  protected DatabaseTarget target() {
    return new DynamoTarget(target.prefix(""), () -> {});
  }

  @Override
  protected void insert(String table, int number) {
    if (!source.has(table)) {
      source.create(table, "id N");
    }
    source.put(table, "{'id':{'N':'%d'},'v':{'S':'a'}}".formatted(number));
  }

  @Override
  protected boolean isOfOneInstant() {
    return false;
  }

  /// An item that is there twice is there once.
  @Override
  protected boolean loadsAllOrNothing() {
    return false;
  }

  @Test
  void oddValuesComeBackByWayOfAnotherHost(@TempDir Path folder) {
    source.create("odd", "id S");
    OddItems.into(source, "odd");
    try (EmbeddedDynamo between = EmbeddedDynamo.start();
        DynamoTables tables = DynamoTables.of(between)) {
      carry(folder.resolve("there"), source, tables);
      carry(folder.resolve("back"), tables, target);
    }
    assertThat(hashes(target)).isEqualTo(hashes(source));
  }

  /// Hosts spell numbers in several ways.
  private static Map<String, RowsHash> hashes(DynamoTables tables) {
    Map<String, RowsHash> hashes = new TreeMap<>();
    tables.items("odd").forEach((key, item) -> hashes.put(key, new ItemHash().of(item)));
    return hashes;
  }

  private static void carry(Path folder, DynamoTables from, DynamoTables to) {
    DatabaseBundle bundle = new DatabaseBundle(folder, "app");
    bundle.snapshot(from.table("odd"));
    SourceReport report = bundle.restore(to.table("odd"));
    assertThat(report.differences().first()).isEmpty();
  }

  @Test
  void whatIsPastedFromTheReadmeBringsAllBack(@TempDir Path folder) throws Exception {
    source.create("odd", "id S");
    OddItems.into(source, "odd");
    source.create("Many.more", "id N, at B");
    for (int i = 0; i < 60; i++) {
      source.put("Many.more", "{'id':{'N':'%d'},'at':{'B':'AQI='}}".formatted(i));
    }
    DatabaseBundle bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
    bundle.snapshot(source.prefix(""));
    assertThat(paste(bundle)).isEmpty();
    assertThat(target.items("odd")).isEqualTo(source.items("odd"));
    assertThat(target.items("Many.more")).isEqualTo(source.items("Many.more"));
  }

  /// @return what it printed
  private String paste(DatabaseBundle bundle) throws IOException, InterruptedException {
    String lines = RecoveryLines.of(bundle.folder(), "app", "dynamodb");
    ProcessBuilder shell = new ProcessBuilder("dash", "-c", lines);
    shell
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", to.endpoint().toString()));
    Process process = shell.directory(bundle.folder().toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }
}
