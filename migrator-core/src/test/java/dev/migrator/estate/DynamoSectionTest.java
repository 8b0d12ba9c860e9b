package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DynamoSectionTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "AKIA", "SECRET", "hunter2");

  @TempDir private Path folder;

  @Test
  void allKeysOfASourceAreRead() {
    DynamoAddress address =
        source(
            """
            prefix: parler-, region: eu-west-1, endpoint: "http://127.0.0.1:8000", read-percent: 25,
              credentials: { access-key-id: "${KEY}", secret-access-key: "${SECRET}", session-token: token },
              export: { bucket: exports, region: us-west-2, prefix: "dynamo/", endpoint: "http://127.0.0.1:9000",
                        path-style: true, credentials: { profile: rescue } }
            """);
    assertThat(address)
        .isEqualTo(
            new DynamoAddress(
                URI.create("http://127.0.0.1:8000"),
                "eu-west-1",
                new StaticCredentials("AKIA", "hunter2", "token"),
                new Tables.Prefixed("parler-"),
                25,
                new S3Address(
                    "exports",
                    "us-west-2",
                    URI.create("http://127.0.0.1:9000"),
                    true,
                    Key.of("dynamo/"),
                    true,
                    new ProfileCredentials("rescue"))));
    assertThat(address.label()).isEqualTo("dynamodb:parler-* at http://127.0.0.1:8000");
  }

  @Test
  void aTableAloneIsReadOnAwsByTheDefaultChainWithHalfOfItsCapacity() {
    DynamoAddress address = source("table: Orders_v1.2-x");
    assertThat(address)
        .isEqualTo(
            new DynamoAddress(
                null, null, new DefaultCredentials(), new Tables.Named("Orders_v1.2-x"), 50, null));
    assertThat(address.label()).isEqualTo("dynamodb:Orders_v1.2-x");
    assertThat(source("table: t, region: us-east-1").label()).isEqualTo("dynamodb:t in us-east-1");
  }

  @Test
  void anEmptyPrefixIsEveryTable() {
    assertThat(source("prefix: \"\"").selected()).isEqualTo(new Tables.Prefixed(""));
  }

  @Test
  void aSourceNamesItsTables() {
    assertThat(problemsOfSource("region: us-east-1"))
        .isEqualTo("FILE:2:27: name a \"table\", or a \"prefix\" of names (\"\" for all tables)");
  }

  @Test
  void tableAndPrefixTogetherAreTooMuch() {
    String problem = "FILE:%d:%d: give either \"table\" or \"prefix\", not both";
    assertThat(problemsOfSource("table: a, prefix: b")).isEqualTo(problem.formatted(2, 47));
    assertThat(problemsOfTarget("table: a, prefix: b")).isEqualTo(problem.formatted(1, 47));
  }

  @Test
  void badNamesAreShownWithWhatIsAllowed() {
    assertThat(problemsOfSource("table: \"a b\""))
        .isEqualTo("FILE:2:36: bad table \"a b\". Allowed: letters, digits, and _ . -");
    assertThat(problemsOfSource("prefix: \"users/*\""))
        .isEqualTo("FILE:2:37: bad prefix \"users/*\". Allowed: letters, digits, and _ . -");
    assertThat(problemsOfSource("prefix: " + "x".repeat(256))).contains(":2:37: bad prefix \"xxx");
    assertThat(problemsOfSource("table: \"\"")).isEqualTo("FILE:2:36: \"table\" is empty");
    assertThat(problemsOfSource("table: [a]"))
        .isEqualTo("FILE:2:36: \"table\" must be text, not a list");
    assertThat(problemsOfSource("prefix: "))
        .isEqualTo("FILE:2:36: \"prefix\" must be text, not nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "x", "050", "-1", "12.5", "\"\""})
  void aShareOfTheCapacityIsAPercentage(String percent) {
    assertThat(problemsOfSource("table: t, read-percent: " + percent))
        .isEqualTo(
            "FILE:2:53: bad value \"%s\" for \"read-percent\". Allowed: 1 to 100"
                .formatted(percent.replace("\"", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9", "10", "99", "100"})
  void everyWholePercentageIsTaken(String percent) {
    assertThat(source("table: t, read-percent: " + percent).readPercent())
        .isEqualTo(Integer.parseInt(percent));
  }

  @Test
  void whatBelongsIntoTheOtherFileIsTold() {
    assertThat(problemsOfSource("table: t, create: true"))
        .isEqualTo("FILE:2:47: \"create\" belongs into the targets file");
    assertThat(problemsOfTarget("table: t, read-percent: 50, export: { bucket: b }"))
        .isEqualTo(
            """
            FILE has 2 problems
            FILE:1:53: "read-percent" belongs into the estate file
            FILE:1:65: "export" belongs into the estate file\
            """);
  }

  @Test
  void anUnknownKeyIsToldWithThoseThereAre() {
    assertThat(problemsOfSource("table: t, regoin: x"))
        .isEqualTo(
            "FILE:2:39: unknown key \"regoin\" in \"dynamodb\"; did you mean \"region\"? Allowed: table,"
                + " prefix, region, endpoint, credentials, read-percent, export, create");
    assertThat(problemsOfSource("table: t, export: { bucket: b, versions: all }"))
        .isEqualTo(
            "FILE:2:60: unknown key \"versions\" in \"export\". Allowed: bucket, region, endpoint,"
                + " path-style, prefix, credentials");
  }

  @Test
  void anExportNeedsABucket() {
    assertThat(problemsOfSource("table: t, export: { prefix: x }"))
        .isEqualTo("FILE:2:47: \"bucket\" is missing in \"export\"");
    assertThat(problemsOfSource("table: t, export: exports"))
        .isEqualTo("FILE:2:47: \"export\" must be a mapping of keys to values, not plain text");
  }

  @Test
  void credentialsAreAProfileOrKeys() {
    assertThat(source("table: t, credentials: { profile: rescue }").credentials())
        .isEqualTo(new ProfileCredentials("rescue"));
    assertThat(problemsOfSource("table: t, credentials: { profile: p, access-key-id: \"${KEY}\" }"))
        .isEqualTo("FILE:2:63: give either \"profile\" or the keys themselves, not both");
    assertThat(problemsOfSource("table: t, credentials: { access-key-id: a }"))
        .isEqualTo("FILE:2:52: \"secret-access-key\" is missing in \"credentials\"");
  }

  @Test
  void theEndpointOfTheEnvironmentCountsWhereNoneIsGivenTheServicesOwnFirst() {
    Map<String, String> both =
        Map.of(
            "AWS_ENDPOINT_URL", "http://general:1",
            "AWS_ENDPOINT_URL_S3", "http://s3:2",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://dynamo:3");
    DynamoAddress address = source("table: t, export: { bucket: b }", both);
    assertThat(address.endpoint()).isEqualTo(URI.create("http://dynamo:3"));
    assertThat(Objects.requireNonNull(address.exports()).endpoint())
        .isEqualTo(URI.create("http://s3:2"));
    assertThat(source("table: t", Map.of("AWS_ENDPOINT_URL", "http://general:1")).endpoint())
        .isEqualTo(URI.create("http://general:1"));
    assertThat(source("table: t, endpoint: \"http://own:4\"", both).endpoint())
        .isEqualTo(URI.create("http://own:4"));
  }

  @Test
  void anEndpointIsAUrlWithoutAPassword() {
    String allowed =
        "Allowed: http or https, a host and perhaps a port, as https://s3.example.org:9000; no user"
            + " and no password";
    assertThat(problemsOfSource("table: t, endpoint: \"http://me:hunter2@h\""))
        .isEqualTo("FILE:2:49: bad endpoint. " + allowed);
    assertThat(
            catchThrowableOfType(
                UsageException.class,
                () -> source("table: t", Map.of("AWS_ENDPOINT_URL_DYNAMODB", "localhost:8000"))))
        .hasMessage(
            "the environment variable AWS_ENDPOINT_URL_DYNAMODB holds no endpoint. " + allowed);
  }

  @Test
  void aTargetNeedNameNothingAndIsAlwaysMade() {
    assertThat(target("region: eu-west-1"))
        .isEqualTo(
            new Targets.DatabaseTarget(
                new DynamoAddress(
                    null, "eu-west-1", new DefaultCredentials(), new Tables.Prefixed(""), 50, null),
                Creation.ALLOWED));
    assertThat(((DynamoAddress) target("table: new, create: true").address()).selected())
        .isEqualTo(new Tables.Named("new"));
    assertThat(((DynamoAddress) target("prefix: new-").address()).selected())
        .isEqualTo(new Tables.Prefixed("new-"));
  }

  @Test
  void aTargetThatIsNotToBeMadeIsNone() {
    assertThat(problemsOfTarget("prefix: new-, create: false"))
        .isEqualTo("FILE:1:51: bad value \"false\" for \"create\". Allowed: true");
  }

  @Test
  void allProblemsAreToldTogetherWithoutASecret() {
    assertThat(
            problemsOfSource(
                "table: \"a/${SECRET}\", prefix: b, read-percent: \"${SECRET}\", create: true"))
        .isEqualTo(
            """
            FILE has 4 problems
            FILE:2:36: bad table "a/${SECRET}". Allowed: letters, digits, and _ . -
            FILE:2:59: give either "table" or "prefix", not both
            FILE:2:76: bad value "${SECRET}" for "read-percent". Allowed: 1 to 100
            FILE:2:97: "create" belongs into the targets file\
            """);
  }

  private static String estate(String keys) {
    return "estate: e\nsources: { a: { dynamodb: { " + keys + " } } }";
  }

  private DynamoAddress source(String keys) {
    return source(keys, ENVIRONMENT);
  }

  private DynamoAddress source(String keys, Map<String, String> environment) {
    Estate estate = EstateFile.read(write(estate(keys)), environment);
    return (DynamoAddress) Objects.requireNonNull(estate.databases().get("a"));
  }

  private String problemsOfSource(String keys) {
    Path file = write(estate(keys));
    return problems(
        catchThrowableOfType(UsageException.class, () -> EstateFile.read(file, ENVIRONMENT)));
  }

  private static String targets(String keys) {
    return "targets: { a: { dynamodb: { " + keys + " } } }";
  }

  private Targets.DatabaseTarget target(String keys) {
    Targets targets = TargetsFile.read(write(targets(keys)), ENVIRONMENT);
    return Objects.requireNonNull(targets.databases().get("a"));
  }

  private String problemsOfTarget(String keys) {
    Path file = write(targets(keys));
    return problems(
        catchThrowableOfType(UsageException.class, () -> TargetsFile.read(file, ENVIRONMENT)));
  }

  private String problems(UsageException failure) {
    return String.valueOf(failure.getMessage()).replace(file().toString(), "FILE");
  }

  private Path file() {
    return folder.resolve("file.yaml");
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(file(), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
