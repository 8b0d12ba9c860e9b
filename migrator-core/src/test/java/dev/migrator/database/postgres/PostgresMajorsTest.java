package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the servers of all majors are built for it
final class PostgresMajorsTest {

  @Test
  void thereIsOneOfEachMajorThatIsSupported() {
    assertThat(PostgresMajors.jars()).containsOnlyKeys(13, 14, 15, 16, 17, 18);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void eachIsWhatItIsSaidToBe(int major) throws Exception {
    Path jar = PostgresMajors.jars().get(major);
    try (PostgresHost host = PostgresHost.start(jar);
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + host.port() + "/postgres",
                host.user(),
                host.password())) {
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
    }
  }

  static Set<Integer> majors() {
    return PostgresMajors.jars().keySet();
  }
}
