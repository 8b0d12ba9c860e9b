package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PostgresUrlTest {

  private static PostgresAddress parse(String url, Map<String, String> environment) {
    return PostgresUrl.parse(url, null, TableFilter.ALL, environment);
  }

  @Test
  void everyPartOfAnAddressIsRead() {
    PostgresAddress address =
        parse(
            "postgresql://me%40home:p%2Fw@db.example:6432/my%20posts?sslmode=verify-full&sslrootcert=/ca.pem",
            Map.of());
    assertThat(address)
        .isEqualTo(
            new PostgresAddress(
                "db.example",
                6432,
                "my posts",
                "me@home",
                new Secret("p/w"),
                Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem"),
                null,
                TableFilter.ALL));
    assertThat(address.label()).isEqualTo("postgresql://db.example:6432/my posts");
    assertThat(address.toString()).doesNotContain("p/w");
  }

  @Test
  void whatIsLeftOpenComesFromTheClientsOwnVariables() {
    PostgresAddress address =
        parse(
            "postgresql://",
            Map.of(
                "PGHOST", "h",
                "PGPORT", "1",
                "PGDATABASE", "d",
                "PGUSER", "u",
                "PGPASSWORD", "secret",
                "PGSSLMODE", "require",
                "PGPASSFILE", "/f"));
    assertThat(address)
        .isEqualTo(
            new PostgresAddress(
                "h",
                1,
                "d",
                "u",
                new Secret("secret"),
                Map.of("sslmode", "require"),
                "/f",
                TableFilter.ALL));
    assertThat(parse("postgres://u@h", Map.of()).database()).isEqualTo("u");
    assertThat(parse("postgres://u@[::1]:5/d", Map.of()).host()).isEqualTo("::1");
  }

  @Test
  void whatIsNoAddressIsToldWithoutItsSecret() {
    assertThatThrownBy(() -> parse("mysql://u:secret@h/d", Map.of()))
        .hasMessageContaining("bad address")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> parse("postgresql://h:99999/d", Map.of()))
        .hasMessageContaining("bad port");
    assertThatThrownBy(() -> parse("postgresql://h/d?sslmod=require", Map.of()))
        .hasMessageContaining("unknown option \"sslmod\"");
    assertThatThrownBy(() -> parse("postgresql://", Map.of("PGHOST", "/var/run/postgresql")))
        .hasMessageContaining("by TCP");
  }
}
