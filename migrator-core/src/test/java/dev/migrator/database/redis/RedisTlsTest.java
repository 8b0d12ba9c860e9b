package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.FreePort;
import dev.migrator.database.Patience;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Against a server with a certificate of its own authority.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class RedisTlsTest {
  @TempDir private Path folder;

  @BeforeEach
  void certify() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "not installed here: openssl");
    run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -keyout key.pem -out cert.pem -subj /CN=test -addext subjectAltName=IP:127.0.0.1");
  }

  private void run(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(script).isZero();
  }

  private RedisHost start(int port) {
    return RedisHost.start(
        Version.SIX,
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        folder.resolve("cert.pem").toString(),
        "--tls-key-file",
        folder.resolve("key.pem").toString(),
        "--tls-auth-clients",
        "no");
  }

  private RedisAddress address(String host, int port, Tls tls) {
    return new RedisAddress(host, port, "", null, null, tls);
  }

  @Test
  void aSnapshotIsTakenThroughTls() {
    int port = FreePort.next();
    try (RedisHost source = start(port)) {
      source.call("SET", "a", "b");
      Tls trusted = new Tls(folder.resolve("cert.pem").toString());
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      assertThat(bundle.snapshot(address("127.0.0.1", port, trusted)).finished()).isTrue();
      assertThat(Bundles.commit(bundle)).contains("\"fuzzy\":null").contains("\"rows\":1,");
    }
  }

  @Test
  void aStrangersCertificateAndAnotherNameAreRefused() {
    int port = FreePort.next();
    try (RedisHost source = start(port)) {
      assertThat(source.call("PING").text()).isEqualTo("PONG");
      RedisAddress untrusted = address("127.0.0.1", port, new Tls(null));
      assertThatThrownBy(() -> new RedisSource(untrusted, Patience.OF_NO_RUN).greet())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("PKIX");
      Tls trusted = new Tls(folder.resolve("cert.pem").toString());
      RedisAddress misnamed = address("localhost", port, trusted);
      assertThatThrownBy(() -> new RedisSource(misnamed, Patience.OF_NO_RUN).greet())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("localhost");
    }
  }
}
