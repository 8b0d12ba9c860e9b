package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Secret;
import dev.migrator.model.Rights;
import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64") // the servers are built for it
final class PostgresRightsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {13, 15})
  void whoHasTheseAloneReadsAllAndMayChangeNothing(int major) throws Exception {
    Bundles.requirePgDump(major);
    try (PostgresHost host = PostgresHost.start(PostgresMajors.jars().get(major))) {
      OddDatabase odd = OddDatabase.fill(host, "odd", major);
      odd.run("CREATE ROLE \"the 'reader'\" LOGIN PASSWORD 'read'");
      PostgresAddress address = address(odd.address());
      odd.run(commands(address, major).toArray(String[]::new));
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      assertThat(bundle.snapshot(address).finished()).isTrue();
      DatabaseBundle byOwner = Bundles.in(folder.resolve("owner"));
      byOwner.snapshot(odd.address());
      assertThat(bundle.gaps()).isEmpty();
      assertThat(bundle.tables()).isEqualTo(byOwner.tables());
      assertThat(bundle.cut().withheld()).hasSameSizeAs(byOwner.cut().withheld());
    }
  }

  private static PostgresAddress address(PostgresAddress owner) {
    return new PostgresAddress(
        owner.host(),
        owner.port(),
        owner.database(),
        "the 'reader'",
        new Secret("read"),
        Map.of(),
        null,
        owner.tables());
  }

  /// Without those of another version.
  private static List<String> commands(PostgresAddress address, int major) {
    List<String> commands =
        new ArrayList<>(((Rights.ByCommands) PostgresRights.toRead(address)).commands());
    commands.remove(major == 13 ? 2 : 4);
    commands.removeIf(command -> command.startsWith("--"));
    return commands;
  }
}
