package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.archive.ThawLimit;
import dev.migrator.check.Check;
import dev.migrator.check.Extent;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.model.Credentials;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Request;
import dev.migrator.store.StoreAddress.S3Address;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;

/// A bucket that is to be captured, before it is.
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class S3CheckupTest {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static final Mend CLOCK = Mend.Command.of("sudo", "timedatectl", "set-ntp", "true");

  private S3Address bucket;
  private HostileS3 hostile;
  private S3Address throughHostile;

  @BeforeEach
  void open() {
    bucket = TestHost.S3MOCK.bucket("doctor");
    put("a.txt", StorageClass.STANDARD);
    put("b.txt", StorageClass.STANDARD);
    hostile = HostileS3.before(RunningHost.of(bucket));
    throughHostile = RunningHost.hostOf(hostile).bucket(bucket.bucket(), "");
  }

  @AfterEach
  void close() {
    hostile.close();
  }

  private void put(String key, StorageClass storageClass) {
    try (S3Client client = S3Clients.open(bucket)) {
      client.putObject(
          r -> r.bucket(bucket.bucket()).key(key).storageClass(storageClass),
          RequestBody.fromString("12345"));
    }
  }

  private Found found() {
    return Found.by(new S3Checkup(throughHostile));
  }

  private void refuse(Predicate<Request> what, Fault.Refuse refusal) {
    hostile.follow((request, number) -> what.test(request) ? refusal : null);
  }

  private static S3Address with(S3Address a, URI endpoint, Credentials credentials) {
    return new S3Address(
        a.bucket(), a.region(), endpoint, a.pathStyle(), a.prefix(), true, credentials);
  }

  @Test
  void aSoundBucketIsWellAndTellsHowMuchItHolds() {
    Found found = Found.by(new S3Checkup(bucket)).allWell();

    assertThat(found.extent()).isEqualTo(new Extent(2, 10, Extent.Counted.WHOLE));
    assertThat(found.only(Topic.CREDENTIALS).seen()).contains("without an end");
    assertThat(found.only(Topic.RIGHTS).seen()).startsWith("2 of 2 objects");
  }

  @Test
  void aWrongSecretIsAFailureOfTheCredentials() {
    S3Address proxied = TestHost.S3PROXY.bucket("doctor");
    S3Address wrong =
        with(proxied, endpoint(proxied), new StaticCredentials("sandbox", "wrong", null));

    Check trouble = Found.by(new S3Checkup(wrong)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(trouble.mend())
        .isEqualTo(
            Mend.Command.of(
                "aws",
                "s3api",
                "head-bucket",
                "--bucket",
                wrong.bucket(),
                "--endpoint-url",
                String.valueOf(wrong.endpoint())));
  }

  private static URI endpoint(S3Address address) {
    return java.util.Objects.requireNonNull(address.endpoint());
  }

  @Test
  void aSessionWhoseEndIsNotToldIsWarnedOf() {
    S3Address session =
        with(bucket, endpoint(bucket), new StaticCredentials("sandbox", "s", "a token"));

    Check credentials = Found.by(new S3Checkup(session)).only(Topic.CREDENTIALS);

    assertThat(credentials.level()).isEqualTo(Level.WARNING);
    assertThat(credentials.mend()).isEqualTo(Mend.Command.of("aws", "sts", "get-caller-identity"));
  }

  @Test
  void aPortThatNobodyListensAtIsNotReachable() {
    S3Address closed = with(bucket, URI.create("http://127.0.0.1:1"), bucket.credentials());

    Check trouble = Found.by(new S3Checkup(closed)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend()).isEqualTo(Mend.Command.of("curl", "-sSI", "http://127.0.0.1:1"));
  }

  @Test
  void aBucketThatIsNotThereIsAFailure() {
    S3Address missing = TestHost.S3MOCK.address("nowhere");

    Check trouble = Found.by(new S3Checkup(missing)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend())
        .isEqualTo(new Mend.ByHand("Check the bucket's name, its region and the endpoint."));
  }

  private Check clockOfHostAhead(Duration ahead) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
    hostile.follow((request, number) -> new Fault.Header("Date", date));
    return found().only(Topic.CLOCK);
  }

  @Test
  void aClockThatIsOffIsWarnedOfAndAFailureBeforeTheHostRefusesIt() {
    Check some = clockOfHostAhead(Duration.ofMinutes(2));
    assertThat(some.level()).isEqualTo(Level.WARNING);
    assertThat(some.mend()).isEqualTo(CLOCK);
    Check much = clockOfHostAhead(Duration.ofMinutes(-6));
    assertThat(much.level()).isEqualTo(Level.FAILURE);
    assertThat(much.seen()).contains("36", "s ahead of the host's", "15 minutes");
    assertThat(much.mend()).isEqualTo(CLOCK);
    assertThat(clockOfHostAhead(Duration.ofSeconds(20)).level()).isEqualTo(Level.OK);
  }

  @Test
  void aHostThatRefusesTheTimeIsAFailureOfTheClock() {
    refuse(_ -> true, new Fault.Refuse(403, "RequestTimeTooSkewed"));

    assertThat(found().trouble().topic()).isEqualTo(Topic.CLOCK);
  }

  @Test
  void objectsThatMayNotBeReadAreAFailureThatAPolicyMends() {
    refuse(Request::isObjectRead, new Fault.Refuse(403, "AccessDenied"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(trouble.seen()).startsWith("2 of 2 objects that were tried");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void tagsThatMayNotBeReadAreAWarningThatAPolicyMends() {
    refuse(request -> request.isRead("tagging"), new Fault.Refuse(403, "AccessDenied"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.seen()).startsWith("an object's tags cannot be read");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void replicationThatMayNotBeReadIsNamed() {
    refuse(
        request -> request.target().contains("replication"), new Fault.Refuse(403, "AccessDenied"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CONFIGURATION);
    assertThat(trouble.seen()).startsWith("replication may not be read");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void aListingThatIsForbiddenIsAFailureThatAPolicyMends() {
    refuse(Request::isListing, new Fault.Refuse(403, "AccessDenied"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void aHostThatIsAskedTooMuchAlreadyIsWarnedOf() {
    refuse(Request::isListing, new Fault.Refuse(503, "SlowDown"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.THROTTLING);
    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.mend()).isEqualTo(new Mend.Own("snapshot", List.of("--workers", "4")));
  }

  @Test
  void objectsUnderAKeyOfTheCustomersAreAFailureWithWhatMustBeGiven() {
    refuse(
        Request::isObjectRead,
        new Fault.Refuse(
            400,
            "InvalidRequest",
            "The object was stored using a form of Server Side Encryption. The correct parameters"
                + " must be provided to retrieve the object."));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.ENCRYPTION);
    assertThat(trouble.mend()).isInstanceOf(Mend.Command.class);
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("aws", "s3api", "copy-object")
        .contains("--copy-source-sse-customer-key", "a.txt");
  }

  @Test
  void aKeyThatMayNotBeUsedIsAFailureThatAGrantMends() {
    refuse(
        Request::isObjectRead,
        new Fault.Refuse(
            403,
            "AccessDenied",
            "not authorized to perform: kms:Decrypt on arn:aws:kms:us-west-2:1:key/abc because"));

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.ENCRYPTION);
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("aws", "kms", "create-grant", "--key-id", "arn:aws:kms:us-west-2:1:key/abc");
  }

  @Test
  void archivedObjectsThatASnapshotBringsBackAreCounted() {
    put("old/c.txt", StorageClass.DEEP_ARCHIVE);

    Check trouble = found().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.ARCHIVE);
    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.seen())
        .startsWith("1 of 3 objects are in DEEP_ARCHIVE")
        .endsWith("a snapshot has them brought back, which takes hours and costs");
  }

  @Test
  void archivedObjectsThatAreNotToBeBroughtBackAreCountedWithTheCommandThatDoes() {
    put("old/c.txt", StorageClass.DEEP_ARCHIVE);

    Check trouble = Found.by(new S3Checkup(throughHostile.thawing(ThawLimit.NEVER))).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.ARCHIVE);
    assertThat(trouble.seen()).startsWith("1 of 3 objects are in DEEP_ARCHIVE");
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("aws", "s3api", "restore-object")
        .contains("old/c.txt");
  }

  @Test
  void ofALargeBucketASampleIsTakenAndSaidToBeOne() {
    try (SyntheticS3 host = SyntheticS3.start(1_000_000)) {
      S3Address large = RunningHost.hostOf(host).bucket(SyntheticS3.BUCKET, "");

      Found found = Found.by(new S3Checkup(large));

      assertThat(found.extent()).isEqualTo(new Extent(8_000, 128_000, Extent.Counted.SAMPLE));
      assertThat(found.only(Topic.SIZE).seen())
          .endsWith("in a sample of its listing; there is more");
      assertThat(host.listRequests()).isLessThan(100);
    }
  }

  @Test
  void aPrefixIsAllThatIsLookedAt() {
    put("p/d.txt", StorageClass.STANDARD);
    S3Address below = RunningHost.hostOf(hostile).bucket(bucket.bucket(), "p/");

    Found found = Found.by(new S3Checkup(below)).allWell();

    assertThat(below.prefix()).isEqualTo(Key.of("p/"));
    assertThat(found.extent().objects()).isEqualTo(1);
  }
}
