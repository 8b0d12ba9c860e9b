package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreUriTest {

  @Test
  void everyParameterIsRead() {
    assertThat(
            parse(
                "s3://b/a%20b/%FF?endpoint=http://h:9100&region=eu-1&path-style=false&profile=p"
                    + "&versions=latest"))
        .isEqualTo(
            new S3Address(
                "b",
                "eu-1",
                URI.create("http://h:9100"),
                false,
                Key.ofBytes(new byte[] {'a', ' ', 'b', '/', (byte) 0xFF}),
                false,
                new ProfileCredentials("p")));
  }

  @Test
  void aBucketAloneIsAllOfIt() {
    S3Address all =
        new S3Address("b", null, null, false, Key.of(""), true, new DefaultCredentials());

    assertThat(parse("s3://b")).isEqualTo(all);
    assertThat(parse("s3://b/")).isEqualTo(all);
  }

  @Test
  void theEndpointOfTheEnvironmentIsPathStyle() {
    S3Address address =
        (S3Address) StoreUri.parse("s3://b", Map.of("AWS_ENDPOINT_URL", "http://h:1"));

    assertThat(address.endpoint()).isEqualTo(URI.create("http://h:1"));
    assertThat(address.pathStyle()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "file:///srv/a%20b, /srv/a b",
    "file:/srv/www,     /srv/www",
    "/srv/www/,         /srv/www",
    "relative/100%,     relative/100%"
  })
  void foldersAreReadAsUrisAndAsPaths(String text, String path) {
    assertThat(parse(text)).isEqualTo(new FilesAddress(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3://                       | bad bucket name \"\" in an s3:// address.",
        "s3://b?endpiont=http://h    | unknown parameter \"endpiont\" in an s3:// address; did you mean \"endpoint\"?",
        "s3://b?path-style=yes       | bad value \"yes\" for \"path-style\" in an s3:// address. Allowed: true, false",
        "s3://b?region=a&region=b    | parameter \"region\" of an s3:// address must be given once, with a value",
        "s3://b?region               | parameter \"region\" of an s3:// address must be given once, with a value",
        "s3://b?endpoint=ftp://h     | bad endpoint in an s3:// address.",
        "s3://b/100%                 | a % in an address is not followed by two hexadecimal digits",
        "gs://b                      | unknown kind of address \"gs://\"",
        "file://host/path            | \"file://host/path\" names a host or no absolute path"
      })
  void whatIsNoAddressIsRefusedWithWhatIsAllowed(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aPasswordInAnEndpointIsRefusedAndNotShown() {
    assertThatThrownBy(() -> parse("s3://b?endpoint=http://user:hunter2@h"))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> StoreUri.parse("s3://b", Map.of("AWS_ENDPOINT_URL", "http://user:hunter2@h")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("AWS_ENDPOINT_URL holds no endpoint")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void sourcesAreNamedByTheirBucketsAndFoldersEachDifferently() {
    String longName = "x".repeat(60);
    List<StoreAddress> addresses =
        List.of(
            parse("s3://Parler.Media_1"),
            parse("/srv/www"),
            parse("/backup/www/"),
            parse("/"),
            parse("/srv/..."),
            parse("s3://" + longName),
            parse("s3://" + longName));

    Estate estate = NamedSources.estate(addresses);

    assertThat(estate.sources().keySet())
        .containsExactlyInAnyOrder(
            "parler-media-1",
            "www",
            "www-2",
            "root",
            "source",
            "x".repeat(40),
            "x".repeat(38) + "-2");
    assertThat(estate.sources().keySet()).allMatch(EstateFile.SOURCE_NAME.asMatchPredicate());
    assertThat(NamedSources.estate(List.of(parse("/srv/www"))).name()).isEqualTo("www");
  }

  private static StoreAddress parse(String text) {
    return StoreUri.parse(text, Map.of());
  }
}
