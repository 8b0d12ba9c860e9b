package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EstateTextTest {
  private static final String FULL =
      """
      estate: "it's: ${NAME}"
      sources:
        media: { value: 7, s3: { bucket: media, region: us-west-2, prefix: "a$${b", versions: latest } }
        keyed: { s3: { bucket: keyed, endpoint: "https://s3.example:9000", path-style: true,
                 credentials: { access-key-id: "${ID}", secret-access-key: "${PW}", session-token: tok-en } } }
        profile: { s3: { bucket: profile, credentials: { profile: old } } }
        www: { files: { path: "/srv/w w #1" } }
        posts: { value: 100, postgres: { url: "postgresql://a%40b@[::1]:5433/p%2Fq?sslmode=verify-full&sslrootcert=/x y",
                 password: "${PW}", tables: ["public.*"], exclude: ['*."Tmp"'] } }
        1-shop: { mysql: { url: "mysql://u@host/shop?ssl-mode=REQUIRED", password: "${PW}" } }
        cache: { redis: { url: "rediss://u@host:1/2?cacert=/etc/c%20a.pem", password: "${PW}" } }
        open: { redis: { url: "redis://host" } }
        items: { dynamodb: { table: a.b, region: eu-west-1, read-percent: 20, export: { bucket: exports, prefix: p } } }
        account: { value: 95, account: { regions: [eu-west-1, us-east-1], endpoint: "http://127.0.0.1:4566",
                   credentials: { profile: old } } }
        everywhere: { account: {} }
        all: { dynamodb: { prefix: "", endpoint: "http://127.0.0.1:8000" } }
      bundle: { volume-size: 64MiB }
      """;

  @TempDir private Path folder;

  private Estate read(String text, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("estate.yaml");
    Files.writeString(file, text);
    return EstateFile.read(file, environment);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameEstate() throws IOException {
    Estate estate = read(FULL, Map.of("NAME", "the ${name}", "ID", "id-1", "PW", "secret-2"));
    Set<String> names = new TreeSet<>(estate.sources().keySet());
    names.addAll(estate.databases().keySet());
    String text = EstateText.of(estate, names, "one\ntwo");
    assertThat(text)
        .startsWith(
            "# one\n# two\n# To be set in the environment: CACHE_PASSWORD KEYED_ACCESS_KEY_ID"
                + " KEYED_SECRET_ACCESS_KEY KEYED_SESSION_TOKEN POSTS_PASSWORD _1_SHOP_PASSWORD\n")
        .doesNotContain("secret-2", "id-1", "tok-en");
    Map<String, String> environment =
        Map.of(
            "KEYED_ACCESS_KEY_ID", "id-1",
            "KEYED_SECRET_ACCESS_KEY", "secret-2",
            "KEYED_SESSION_TOKEN", "tok-en",
            "POSTS_PASSWORD", "secret-2",
            "CACHE_PASSWORD", "secret-2",
            "_1_SHOP_PASSWORD", "secret-2");
    assertThat(read(text, environment)).isEqualTo(estate);
  }

  @Test
  void remarksStandAsCommentsAboveTheirSource() throws IOException {
    Estate estate = read("estate: e\nsources:\n  www: { files: { path: /w } }\n", Map.of());
    String text =
        EstateText.of(estate, "head", Map.of("www", "3 files\nlook: \"twice\"\u2028\u0007"));
    assertThat(text)
        .startsWith("# head\nestate: e\nsources:\n  # 3 files\n  # look: \"twice\"  \n  www:\n");
    assertThat(read(text, Map.of())).isEqualTo(estate);
  }

  @Test
  void onlyTheSourcesThatAreAskedForStandInIt() throws IOException {
    Estate estate = read(FULL, Map.of("NAME", "n", "ID", "i", "PW", "p"));
    Estate some = read(EstateText.of(estate, Set.of("www", "open"), ""), Map.of());
    assertThat(some.sources()).containsOnlyKeys("www");
    assertThat(some.databases()).containsOnlyKeys("open");
    assertThat(some.volumeBytes()).hasValue(64 << 20);
  }
}
