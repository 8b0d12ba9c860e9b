package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MysqlUrlTest {
  @TempDir private Path home;

  @Test
  void aUrlSaysAll() {
    MysqlAddress address =
        parse(
            "mysql://sho%70per:s%40crit@db.example:3307/shop?ssl-mode=VERIFY_IDENTITY&ssl-ca=/ca.pem");
    assertThat(address.user()).isEqualTo("shopper");
    assertThat(address.password()).isEqualTo(new Secret("s@crit"));
    assertThat(address.label()).isEqualTo("mysql://db.example:3307/shop");
    assertThat(address.options())
        .isEqualTo(Map.of("ssl-mode", "VERIFY_IDENTITY", "ssl-ca", "/ca.pem"));
  }

  @Test
  void whatItLeavesOpenComesFromTheOptionFile() throws IOException {
    Files.writeString(
        home.resolve(".my.cnf"),
        """
        # ours
        [mysqldump]
        user = nobody
        [client]
        host=db.example
        port = 3308
        user = "shopper"
        password='a # b\\\\c'
        ssl_ca = /etc/ca.pem   # the authority
        """);
    MysqlAddress address = parse("mysql:///shop");
    assertThat(address.label()).isEqualTo("mysql://db.example:3308/shop");
    assertThat(address.user()).isEqualTo("shopper");
    assertThat(address.password()).isEqualTo(new Secret("a # b\\c"));
    assertThat(address.options()).isEqualTo(Map.of("ssl-ca", "/etc/ca.pem"));
  }

  @Test
  void withoutAnyWordTheClientsDefaultsCount() {
    MysqlAddress address = parse("mysql:///shop");
    assertThat(address.label()).isEqualTo("mysql://localhost:3306/shop");
    assertThat(address.password()).isNull();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> parse("mysql://db")).hasMessageContaining("names no database");
    assertThatThrownBy(() -> parse("mysql://db:70000/x")).hasMessageContaining("bad port");
    assertThatThrownBy(() -> parse("mysql://db/x?ssl_mode=x")).hasMessageContaining("ssl-mode");
    assertThatThrownBy(() -> parse("mysql://db/x?ssl-mode=STRICT"))
        .hasMessageContaining("VERIFY_IDENTITY");
    assertThatThrownBy(() -> parse("postgresql://db/x")).hasMessageContaining("Allowed: mysql://");
  }

  private MysqlAddress parse(String url) {
    return MysqlUrl.parse(
        url, null, new TableFilter(List.of(), List.of()), Map.of("HOME", home.toString()));
  }
}
