package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.RecoveryLines;
import dev.migrator.database.RowsHash;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.EmbeddedDynamo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a host that others have written: it overlooks segments, and its tables are there at once.
final class MotoContractTest extends DynamoContract {
  private static MotoHost from;
  private static MotoHost to;

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

  @Override
  DynamoTables startSource() {
    from.empty();
    return DynamoTables.at(from.endpoint());
  }

  @Override
  DynamoTables startTarget() {
    to.empty();
    return DynamoTables.at(to.endpoint());
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
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }
}
