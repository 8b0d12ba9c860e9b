package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresPartitionsTest {
  private static PostgresHost host;

  @TempDir private Path folder;
  private final String name = "partitions-" + UUID.randomUUID();
  private ShiftingPartitions source;
  private ShiftingPartitions target;
  private DatabaseBundle bundle;

  @BeforeAll
  static void start() {
    Bundles.requirePgDump(15);
    host = PostgresHost.start();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void fill() {
    source = ShiftingPartitions.fill(host, name);
    bundle = Bundles.in(folder.resolve("bundle"));
    bundle.snapshot(source.database().address());
    target = new ShiftingPartitions(new OddDatabase(host, name + "-restored"));
  }

  @Test
  void rowsThatBelongToAnotherPartitionGoThere() {
    SourceReport report = bundle.restore(target.database().address());
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.compared()).isEqualTo(ShiftingPartitions.ROWS);
    assertThat(target.rows("felt")).isEqualTo(source.rows("felt"));
    assertThat(target.sizes()).as("they are others").isNotEqualTo(source.sizes());
  }

  @Test
  void onePartitionAloneComesToo() {
    SourceReport report = bundle.restore(target.database().address(), "public.felt_1");
    assertThat(report.differences().first()).isEmpty();
    assertThat(target.rows("felt")).isEqualTo(source.rows("felt_1"));
  }
}
