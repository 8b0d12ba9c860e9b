package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Request;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Buckets that are to be written, before they are.
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class S3PlacesCheckupTest {
  private S3Address bucket;
  private HostileS3 hostile;
  private S3Address throughHostile;

  @BeforeEach
  void open() {
    bucket = TestHost.S3MOCK.bucket("doctor-to");
    hostile = HostileS3.before(RunningHost.of(bucket));
    throughHostile = RunningHost.hostOf(hostile).bucket(bucket.bucket(), "");
  }

  @AfterEach
  void close() {
    hostile.close();
  }

  private void refuse(Predicate<Request> what) {
    hostile.follow(
        (request, number) -> what.test(request) ? new Fault.Refuse(403, "AccessDenied") : null);
  }

  private List<String> there() {
    try (S3Client client = S3Clients.open(bucket)) {
      return client.listObjectsV2(r -> r.bucket(bucket.bucket())).contents().stream()
          .map(S3Object::key)
          .toList();
    }
  }

  private Found target() {
    return Found.by(new S3TargetCheckup(throughHostile, Creation.FORBIDDEN));
  }

  @Test
  void aTargetIsTriedWithCanariesAndNothingStays() {
    Found found = target();

    assertThat(found.all())
        .filteredOn(check -> check.topic() == Topic.CANARY)
        .first()
        .satisfies(check -> assertThat(check.level()).isEqualTo(Level.OK))
        .satisfies(check -> assertThat(check.seen()).contains("in parts", "removed"));
    assertThat(found.all()).noneMatch(check -> check.level() == Level.FAILURE);
    assertThat(there()).isEmpty();
  }

  @Test
  void whatTheHostDoesNotKeepIsWarnedOf() {
    hostile.follow((request, number) ->
        request.header("x-amz-tagging") != null || request.target().contains("?tagging")
            ? new Fault.Refuse(501, "NotImplemented")
            : null);

    assertThat(target().all())
        .filteredOn(check -> check.seen().startsWith("tags is lost"))
        .singleElement()
        .satisfies(check -> assertThat(check.level()).isEqualTo(Level.WARNING));
    assertThat(there()).isEmpty();
  }

  @Test
  void aTargetThatMayNotBeWrittenIsAFailureOfRights() {
    refuse(request -> request.method().equals("PUT"));

    Check trouble = target().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(((Mend.ByHand) trouble.mend()).what()).startsWith("Allow this identity");
  }

  @Test
  void aTargetThatMayNotBeCleanedIsAFailure() {
    refuse(request -> request.method().equals("DELETE"));

    Check trouble = target().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.seen()).contains("migrator-canary-");
  }

  @Test
  void aBucketThatARestoreMakesCouldNotBeTried() {
    S3Address missing = TestHost.S3MOCK.address("nowhere");
    Mend create =
        Mend.Command.of(
            "aws",
            "s3api",
            "create-bucket",
            "--bucket",
            missing.bucket(),
            "--endpoint-url",
            String.valueOf(missing.endpoint()));

    Check allowed = Found.by(new S3TargetCheckup(missing, Creation.ALLOWED)).trouble();
    Check forbidden = Found.by(new S3TargetCheckup(missing, Creation.FORBIDDEN)).trouble();

    assertThat(allowed.level()).isEqualTo(Level.WARNING);
    assertThat(allowed.mend()).isEqualTo(create);
    assertThat(forbidden.level()).isEqualTo(Level.FAILURE);
    assertThat(forbidden.mend()).isEqualTo(create);
  }

  @Test
  void aTargetThatHoldsSomethingIsWarnedOf() {
    try (S3Client client = S3Clients.open(bucket)) {
      client.putObject(r -> r.bucket(bucket.bucket()).key("a.txt"), RequestBody.fromString("x"));
    }

    assertThat(target().only(Topic.CONTENT).seen()).startsWith("not empty: a.txt");
    assertThat(there()).containsExactly("a.txt");
  }

  private Found place() {
    return Found.by(new S3PlaceCheckup(throughHostile, _ -> new Nothing()));
  }

  private record Nothing() implements Checkup {
    @Override
    public String label() {
      return "nothing";
    }

    @Override
    public void run(Findings findings) {
      findings.add(Check.ok(Topic.LEASE, "looked at"));
    }
  }

  @Test
  void aPlaceIsUploadedToInPartsAndNothingStays() {
    assertThat(place().allWell().only(Topic.LEASE).seen()).isEqualTo("looked at");
    assertThat(there()).isEmpty();
  }

  @Test
  void aPlaceThatMayNotBeWrittenIsAFailureThatAPolicyMends() {
    refuse(request -> request.method().equals("POST"));

    Check trouble = place().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.mend()).isEqualTo(new Mend.Own("policy", List.of()));
  }
}
