package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.archive.ThawLimit;
import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EstateFileTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KEY", "AKIA", "SECRET", "hunter2", "EMPTY", "");

  @TempDir private Path folder;

  @Test
  void whereASourceStandsIsRead() {
    Standing standing =
        read("""
        estate: e
        sources:
          media:
            value: 7
            derived: true
            about: { objects: 412M, bytes: 70TB }
            first: [ { prefix: "users/" }, { pattern: "**/*.key", newer: 30d, smaller: 1MB } ]
            last: [ { older: 1500d, larger: 5GB } ]
            files: { path: /srv }
        """)
            .standing("media");

    assertThat(standing)
        .isEqualTo(
            new Standing(
                OptionalInt.of(7),
                Standing.Making.DERIVED,
                Optional.of(new Standing.About(412_000_000, 70_000_000_000_000L)),
                List.of(
                    new Rule("users/", null, null, null, null, null),
                    new Rule("", "**/*.key", Duration.ofDays(30), null, 1_000_000L, null)),
                List.of(new Rule("", null, null, Duration.ofDays(1500), null, 5_000_000_000L))));
  }

  @Test
  void whatIsWrongWithWhereASourceStandsIsTold() {
    assertThat(
            problemsOf(
                """
                estate: e
                sources:
                  a: { first: [ {} ], about: { objects: x }, derived: maybe, files: { path: /srv } }
                  b: { last: [ { older: long } ], redis: { url: "redis://h" } }
                """))
        .contains(
            "a rule of \"first\" says nothing",
            "bad value \"x\" for \"objects\"",
            "\"bytes\" is missing in \"about\"",
            "bad value \"maybe\" for \"derived\"",
            "\"last\" is for stores alone",
            "bad value \"long\" for \"older\"");
  }

  @Test
  void theExampleOfTheManualIsRead() {
    Estate estate =
        read(
            """
            estate: parler
            sources:
              media:
                s3: { bucket: parler-media, region: us-west-2, endpoint: "http://127.0.0.1:9000", path-style: true,
                      prefix: "2020/", versions: latest,
                      credentials: { access-key-id: "${KEY}", secret-access-key: "${SECRET}" } }
              www:
                files: { path: /srv/www }
            bundle: { volume-size: 64MiB }
            """);

    assertThat(estate.name()).isEqualTo("parler");
    assertThat(estate.volumeBytes()).hasValue(64L << 20);
    assertThat(estate.sources())
        .containsOnly(
            Map.entry(
                "media",
                new S3Address(
                    "parler-media",
                    "us-west-2",
                    URI.create("http://127.0.0.1:9000"),
                    true,
                    Key.of("2020/"),
                    false,
                    new StaticCredentials("AKIA", "hunter2", null))),
            Map.entry("www", new FilesAddress("/srv/www")));
  }

  @Test
  void aBucketAloneIsAllOfItWithAllVersionsOnAwsByTheDefaultChain() {
    assertThat(read(s3("bucket: b")).sources().get("a"))
        .isEqualTo(
            new S3Address("b", null, null, false, Key.of(""), true, new DefaultCredentials()));
  }

  @Test
  void anEndpointElsewhereIsReachedPathStyleUnlessToldOtherwise() {
    assertThat(s3Of(s3("bucket: b, endpoint: \"https://s3.example\"")).pathStyle()).isTrue();
    assertThat(
            s3Of(s3("bucket: b, endpoint: \"https://s3.example\", path-style: false")).pathStyle())
        .isFalse();
    assertThat(s3Of(s3("bucket: b, endpoint: \"https://s3.us-west-2.amazonaws.com\"")).pathStyle())
        .isFalse();
  }

  @Test
  void theEndpointOfTheEnvironmentCountsWhereNoneIsGiven() {
    Path file = write(s3("bucket: b"));
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL", "http://general:1", "AWS_ENDPOINT_URL_S3", "http://s3:2");

    S3Address address = s3Of(EstateFile.read(file, environment));

    assertThat(address.endpoint()).isEqualTo(URI.create("http://s3:2"));
    assertThat(address.pathStyle()).isTrue();
  }

  @Test
  void howArchivedObjectsMayBeBroughtBackIsOneWord() {
    assertThat(s3Of(s3("bucket: b")).thaw()).isEqualTo(ThawLimit.EXPEDITED);
    assertThat(s3Of(s3("bucket: b, thaw: never")).thaw()).isEqualTo(ThawLimit.NEVER);
    assertThat(s3Of(s3("bucket: b, thaw: bulk")).thaw()).isEqualTo(ThawLimit.BULK);
    assertThat(failure(s3("bucket: b, thaw: fast")))
        .hasMessageContaining("bad value \"fast\" for \"thaw\"");
  }

  @Test
  void aProfileIsTakenByName() {
    assertThat(s3Of(s3("bucket: b, credentials: { profile: rescue }")).credentials())
        .isEqualTo(new ProfileCredentials("rescue"));
  }

  @Test
  void aRelativePathStartsAtTheEstateFile() {
    assertThat(read("estate: e\nsources: { a: { files: { path: ../www } } }").sources().get("a"))
        .isEqualTo(new FilesAddress(folder.resolveSibling("www").toString()));
  }

  @Test
  void aDoubledDollarIsADollar() {
    assertThat(s3Of(s3("bucket: b, prefix: \"$${KEY}/$1/\"")).prefix())
        .isEqualTo(Key.of("${KEY}/$1/"));
  }

  @Test
  void allProblemsAreToldTogetherEachWithItsPlaceAndWhatIsAllowed() {
    assertThat(
            problemsOf(
                """
                estate: parler
                sorces: {}
                sources:
                  Media:
                    s3: { buket: parler-media, path-style: yes, versions: some, endpoint: "s3.example" }
                  www:
                    files: { path: [a, b] }
                  www:
                    files: { path: /srv/www }
                bundle: { volume-size: 12 }
                """))
        .isEqualTo(
            """
            FILE has 10 problems
            FILE:2:1: unknown key "sorces" in "estate file"; did you mean "sources"? Allowed: estate, sources, bundle
            FILE:4:3: bad source name "Media". Allowed: 1 to 40 of a-z, 0-9 and -
            FILE:5:9: "bucket" is missing in "s3"
            FILE:5:11: unknown key "buket" in "s3"; did you mean "bucket"? Allowed: bucket, region, endpoint, path-style, prefix, versions, credentials, thaw
            FILE:5:44: bad value "yes" for "path-style". Allowed: false, true
            FILE:5:59: bad value "some" for "versions". Allowed: all, latest
            FILE:5:75: bad endpoint. Allowed: http or https, a host and perhaps a port, as https://s3.example.org:9000; no user and no password
            FILE:7:20: "path" must be text, not a list
            FILE:8:3: "www" stands twice in "sources"
            FILE:10:24: bad size "12". Allowed: a whole number and one of the units B, KiB, MiB, GiB, TiB, KB, MB, GB, TB, as 64MiB or 1GB\
            """);
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsTold() {
    assertThat(problemsOf("[1]"))
        .isEqualTo("FILE:1:1: \"estate file\" must be a mapping of keys to values, not a list");
    assertThat(problemsOf("{}"))
        .isEqualTo(
            """
            FILE has 2 problems
            FILE:1:1: "estate" is missing in "estate file"
            FILE:1:1: "sources" is missing in "estate file\"\
            """);
    assertThat(problemsOf("estate: \nsources: {}"))
        .isEqualTo(
            """
            FILE has 2 problems
            FILE:1:8: "estate" must be text, not nothing
            FILE:2:10: "sources" names no source; name at least one\
            """);
    assertThat(problemsOf("estate: e\nsources: { a: {} }"))
        .isEqualTo(
            "FILE:2:15: \"a\" needs exactly one of s3, files, account, postgres, mysql, redis, dynamodb");
    assertThat(problemsOf("")).isEqualTo("FILE is empty");
  }

  @Test
  void aVolumeBelowOneMebibyteIsRefused() {
    assertThat(problemsOf(s3("bucket: b") + "\nbundle: { volume-size: 1000KiB }"))
        .isEqualTo("FILE:3:24: \"1000KiB\" is too small for a volume. Allowed: 1MiB and more");
    assertThat(read(s3("bucket: b") + "\nbundle: { volume-size: 1MiB }").volumeBytes())
        .hasValue(1 << 20);
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThat(problemsOf(s3("bucket: \"${NOWHERE}\", region: \"${}\", prefix: \"${EMPTY}\"")))
        .isEqualTo(
            """
            FILE has 2 problems
            FILE:2:31: "bucket": the environment variable NOWHERE is not set
            FILE:2:53: "region": "${" is not followed by a variable's name and "}"; write $${ for ${ itself\
            """);
    assertThat(problemsOf(s3("bucket: \"${EMPTY}\""))).isEqualTo("FILE:2:31: \"bucket\" is empty");
  }

  @Test
  void brokenYamlIsPlacedAndASecretInItIsNotShown() {
    UsageException plain = failure(s3("bucket: b, region: ${KEY}"));

    assertThat(plain).hasMessageContaining("FILE:2:43: this is no YAML: ".replace("FILE", file()));
    assertThat(plain.hint()).contains("needs quotes");
    assertThat(
            problemsOf("estate: e\nsources: { a: { s3: { bucket: b, credentials: *hunter2 } } }"))
        .startsWith("FILE:2:")
        .doesNotContain("hunter2");
  }

  @Test
  void noProblemShowsASecret() {
    String credentials = "credentials: { access-key-id: hunter2, secret-access-key: [hunter2] }";

    assertThat(problemsOf(s3("bucket: \"a/${SECRET}\", path-style: \"${SECRET}\", " + credentials)))
        .isEqualTo(
            """
            FILE has 3 problems
            FILE:2:31: bad bucket name "a/${SECRET}". Allowed: 1 to 255 of letters, digits, . _ and -, or an ARN
            FILE:2:58: bad value "${SECRET}" for "path-style". Allowed: false, true
            FILE:2:129: "secret-access-key" must be text, not a list\
            """);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.yaml");

    UsageException failure =
        catchThrowableOfType(UsageException.class, () -> EstateFile.read(missing, ENVIRONMENT));

    assertThat(failure).hasMessage("there is no file " + missing);
  }

  private static String s3(String keys) {
    return "estate: e\nsources: { a: { s3: { " + keys + " } } }";
  }

  private S3Address s3Of(String yaml) {
    return s3Of(read(yaml));
  }

  private static S3Address s3Of(Estate estate) {
    return (S3Address) Objects.requireNonNull(estate.sources().get("a"));
  }

  @Test
  void aFileTooLargeToBeAnEstateIsNotReadToItsEnd() {
    assertThat(failure("#".repeat((1 << 20) + 1)).getMessage()).endsWith("is larger than 1 MiB");
  }

  private Estate read(String yaml) {
    return EstateFile.read(write(yaml), ENVIRONMENT);
  }

  private String problemsOf(String yaml) {
    return String.valueOf(failure(yaml).getMessage()).replace(file(), "FILE");
  }

  private UsageException failure(String yaml) {
    Path file = write(yaml);
    return catchThrowableOfType(UsageException.class, () -> EstateFile.read(file, ENVIRONMENT));
  }

  private String file() {
    return folder.resolve("estate.yaml").toString();
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(Path.of(file()), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
