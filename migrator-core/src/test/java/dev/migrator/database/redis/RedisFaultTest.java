package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.FreePort;
import dev.migrator.database.HalfPart;
import dev.migrator.database.OpenCut;
import dev.migrator.database.Patience;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.database.Secret;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Connections that break, servers that die, rights that are missing.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class RedisFaultTest {
  @TempDir private Path folder;

  @Test
  void aCopyThatIsCutOffIsTakenAgain() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX);
        CuttingProxy proxy = new CuttingProxy(source, 1, 1_000_000)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(proxy.address());
      assertThat(proxy.cutsLeft()).isZero();
      assertThat(result.finished()).isTrue();
      assertThat(Bundles.commit(bundle)).contains("\"fuzzy\":null");
      assertThat(bundle.restore(target.address()).differences().first()).isEmpty();
    }
  }

  @Test
  void aCopyThatIsCutOffAgainAndAgainGivesWayToAScan() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX);
        CuttingProxy proxy = new CuttingProxy(source, 3, 1_000_000)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(proxy.address());
      assertThat(result.finished()).isTrue();
      assertThat(Bundles.commit(bundle)).contains("(PSYNC) broke off 3 times");
      assertThat(bundle.restore(target.address()).differences().first()).isEmpty();
    }
  }

  @Test
  void aScanThatIsCutOffGoesOn() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX);
        CuttingProxy proxy = new CuttingProxy(source, 2, 1_000_000)) {
      HostileKeys.fill(source);
      source.withoutRight("psync");
      RedisAddress address =
          new RedisAddress(
              "127.0.0.1", proxy.address().port(), "limited", new Secret("word"), null, null);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(address);
      assertThat(proxy.cutsLeft()).isZero();
      assertThat(result.finished()).isTrue();
      assertThat(bundle.restore(target.address()).differences().first()).isEmpty();
    }
  }

  @Test
  void aServerThatIsKilledIsSaidToBeGoneAndCapturedWhenItIsBack() {
    int port = FreePort.next();
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    try (RedisHost source = RedisHost.start(port, Version.SIX)) {
      source.call("SET", "a", "b");
      OpenCut cut = new RedisSource(source.withoutRight("psync"), Patience.OF_NO_RUN).open(2);
      source.kill();
      assertThatThrownBy(() -> cut.copy(cut.chunks().getFirst(), (bytes, offset, length) -> {}))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      cut.close();
      assertThatThrownBy(() -> bundle.snapshot(source.address()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Connection refused");
    }
    try (RedisHost again = RedisHost.start(port, Version.SIX)) {
      again.call("SET", "a", "b");
      SnapshotResult result = bundle.snapshot(again.address());
      assertThat(result.finished()).isTrue();
      assertThat(result.hasGaps()).isFalse();
    }
  }

  @Test
  void aRestoreThatBreaksOffGoesOnWhereItWas() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      begin(bundle, target.address());
      assertThat(target.call("EXISTS", Ledger.NAME).number()).isEqualTo(1);
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.alreadyThere()).isPositive();
      assertThat(report.written() + report.alreadyThere()).isEqualTo(report.compared());
      assertThat(target.call("EXISTS", Ledger.NAME).number()).isZero();
    }
  }

  /// Loads one part wholly, and the beginning of another.
  private static void begin(DatabaseBundle of, RedisAddress address) {
    try (Bundle bundle = Bundle.open(new DirectoryStore(of.folder()));
        RedisTarget target = new RedisTarget(address)) {
      SavedCut saved = bundle.cut(bundle.head(), Bundles.SOURCE, table -> true);
      target.examine(saved, Creation.FORBIDDEN);
      target.prepare();
      List<SavedPart> parts =
          saved.parts().stream().filter(part -> part.table().equals("db0")).toList();
      assertThat(parts).hasSizeGreaterThan(1);
      assertThat(target.load(parts.getFirst())).isEqualTo(parts.getFirst().hash().rows());
      assertThatThrownBy(() -> target.load(new HalfPart(parts.getLast())))
          .isInstanceOf(BundleDamagedException.class);
    }
  }

  @Test
  void aCommandThatTheTargetRefusesIsADifferenceOfItsKeys() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      source.call("XADD", "stream", "1-1", "a", "b");
      source.call("SET", "text", "x");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.withoutRight("xadd", "xsetid"));
      assertThat(report.differences().first())
          .anySatisfy(one -> {
            assertThat(one.key()).isEqualTo("command XADD");
            assertThat(one.detail()).contains("refused it 1 times, as for the key \"stream\"");
          })
          .anySatisfy(one -> {
            assertThat(one.key()).isEqualTo("key \"stream\"");
            assertThat(one.detail()).isEqualTo("it is not there");
          });
      assertThat(target.call("GET", "text").text()).isEqualTo("x");
    }
  }

  @Test
  void aFullTargetIsSaid() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX, "--maxmemory", "3mb")) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first())
          .anySatisfy(one -> assertThat(one.detail()).contains("OOM command not allowed"));
    }
  }

  @Test
  void valuesThatChangeWhileTheyAreScannedAreRestoredAsTheyWereRead() throws Exception {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      HostileKeys.fill(source);
      AtomicLong changes = new AtomicLong();
      Thread writer = Thread.ofPlatform().start(() -> change(source, changes));
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(source.withoutRight("psync"));
      writer.interrupt();
      writer.join();
      assertThat(changes).hasPositiveValue();
      assertThat(result.finished()).isTrue();
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
    }
  }

  /// Grows and shrinks tables, and turns keys into others.
  private static void change(RedisHost source, AtomicLong changes) {
    try (Connection connection = source.connect()) {
      for (long i = 0; !Thread.currentThread().isInterrupted(); i++) {
        connection.call(Command.of("HSET", "large hash", "more" + i % 5000, i));
        connection.call(Command.of("SREM", "large set", "item" + i % 3000));
        connection.call(Command.of("XADD", "stream", "*", "a", i));
        connection.call(Command.of("DEL", "turns"));
        connection.call(
            i % 2 == 0 ? Command.of("SET", "turns", i) : Command.of("SADD", "turns", i));
        changes.incrementAndGet();
      }
    }
  }

  @Test
  @Timeout(30)
  void aCopyThatTakesLongIsGivenUpWhenTheRunIsToStop() {
    try (RedisHost source = RedisHost.start(Version.SIX)) {
      for (int i = 0; i < 100; i++) {
        source.call("SET", "key" + i, i);
      }
      source.call("CONFIG", "SET", "rdb-key-save-delay", 1_000_000);
      StopSignal stop = new StopSignal();
      Thread stopping = Thread.ofPlatform().start(() -> stopWhileItCopies(source, stop));
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(source.address(), stop);
      assertThat(stopping.isAlive()).isFalse();
      assertThat(result.interrupted()).isTrue();
      assertThat(bundle.missing()).containsExactly("database");
    }
  }

  private static void stopWhileItCopies(RedisHost source, StopSignal stop) {
    while (!source.call("INFO", "persistence").text().contains("rdb_bgsave_in_progress:1")) {
      Thread.onSpinWait();
    }
    stop.stop();
  }

  @Test
  void aWrongPasswordIsSaid() {
    try (RedisHost source = RedisHost.start(Version.SIX, "--requirepass", "right")) {
      RedisAddress wrong =
          new RedisAddress("127.0.0.1", source.port(), "", new Secret("wrong"), null, null);
      assertThatThrownBy(() -> new RedisSource(wrong, Patience.OF_NO_RUN).greet())
          .hasMessageContaining("WRONGPASS")
          .message()
          .doesNotContain("wrong ");
      assertThatThrownBy(() -> new RedisSource(source.address(), Patience.OF_NO_RUN).greet())
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_GONE));
    }
  }

  @Test
  void aServerWithoutTlsIsNotSpokenToInTheClear() {
    try (RedisHost source = RedisHost.start(Version.SIX)) {
      RedisAddress encrypted =
          new RedisAddress("127.0.0.1", source.port(), "", new Secret("word"), null, new Tls(null));
      assertThatThrownBy(() -> new RedisSource(encrypted, Patience.OF_NO_RUN).greet())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("connecting to rediss://127.0.0.1");
    }
  }
}
