package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisUrlTest {

  private static RedisAddress parse(String url) {
    return RedisUrl.parse(url, null, Map.of());
  }

  @Test
  void allPartsAreRead() {
    assertThat(parse("rediss://me%40x:p%3Aw+@[::1]:7000/3?cacert=/etc/ca.pem"))
        .isEqualTo(
            new RedisAddress("::1", 7000, "me@x", new Secret("p:w+"), 3, new Tls("/etc/ca.pem")));
    assertThat(parse("redis://cache.example"))
        .isEqualTo(new RedisAddress("cache.example", 6379, "", null, null, null));
    assertThat(parse("redis://127.0.0.1:6379/").database()).isNull();
    assertThat(parse("rediss://h/0").label()).isEqualTo("rediss://h:6379/0");
  }

  @Test
  void aPasswordThatIsGivenNowhereElseComesFromTheVariableOfTheClient() {
    Map<String, String> environment = Map.of("REDISCLI_AUTH", "from there");
    assertThat(RedisUrl.parse("redis://h", null, environment).password())
        .isEqualTo(new Secret("from there"));
    assertThat(RedisUrl.parse("redis://:own@h", null, environment).password())
        .isEqualTo(new Secret("own"));
    assertThat(RedisUrl.parse("redis://:own@h", new Secret("given"), environment).password())
        .isEqualTo(new Secret("given"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "redis://",
        "redis://h:0",
        "redis://h:99999",
        "redis://h/db",
        "redis://h?cacert=x",
        "redis://h?x=y",
        "redis://:pass@word@h"
      })
  void whatIsNoAddressIsSaidWithoutASecret(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("word");
  }

  @Test
  void whatDoesNotApplyIsAProblemOfTheFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("estate.yaml");
    Files.writeString(
        file,
        """
        estate: x
        sources:
          cache: { redis: { url: "redis://h", tables: ["a.b"] } }
        """);
    assertThatThrownBy(() -> EstateFile.read(file, Map.of()))
        .hasMessageContaining("\"tables\" does not apply to Redis, which has no tables");
  }
}
