package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Secret;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.model.Rights;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisRightsTest {
  @TempDir private Path folder;

  @Test
  void whoHasTheseAloneReadsAllAndMayChangeNothing() {
    try (RedisHost host = RedisHost.start(Version.INSTALLED, "--enable-debug-command", "yes")) {
      HostileKeys.fill(host);
      RedisAddress reader =
          new RedisAddress("127.0.0.1", host.port(), "reader", new Secret("read"), null, null);
      String command =
          ((Rights.ByCommands) RedisRights.toRead(reader)).commands().getFirst() + " >read";
      host.call((Object[]) command.split(" "));
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(reader);
      assertThat(result.finished()).as(String.valueOf(result.stopped())).isTrue();
      DatabaseBundle byAll = Bundles.in(folder.resolve("all"));
      byAll.snapshot(host.address());
      assertThat(bundle.missing()).isEqualTo(byAll.missing());
      assertThat(bundle.cut().cut().fuzzy()).isNull();
      assertThat(bundle.tables()).isEqualTo(byAll.tables());
    }
  }
}
