package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.AttributeName;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.SourceDescription;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Request;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of tags and ACLs where the target's credentials may write objects alone.
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class DeniedAttributesTest {
  private static final Grant PUBLIC =
      new Grant("Group", "http://acs.amazonaws.com/groups/global/AllUsers", "READ");

  private HostileS3 hostile;
  private S3Address address;
  private S3Target target;

  @BeforeEach
  void open() {
    S3Address bucket = TestHost.S3MOCK.bucket("denied");
    hostile = HostileS3.before(RunningHost.of(bucket));
    address = RunningHost.hostOf(hostile).bucket(bucket.bucket(), "");
    target = new S3Target(address);
  }

  @AfterEach
  void close() {
    target.close();
    hostile.close();
  }

  private void deny(Predicate<Request> what) {
    hostile.follow((request, number) ->
        request.method().equals("PUT") && what.test(request)
            ? new Fault.Refuse(403, "AccessDenied")
            : null);
  }

  private static boolean isOfTags(Request request) {
    return request.header("x-amz-tagging") != null || request.target().contains("?tagging");
  }

  private static boolean isOfAcl(Request request) {
    return request.target().contains("?acl");
  }

  private void prepare() {
    target.prepare(
        new SourceDescription("s3", "s3://source/", new TreeMap<>(), List.of()), Creation.ALLOWED);
  }

  private static CanaryEntry tagged() {
    return new CanaryEntry("denied").tag("k", "v").acl(new Acl("owner", List.of(PUBLIC)));
  }

  private ObjectAttributes there() {
    try (Listing listing = target.list(KeyRange.ALL)) {
      Listed only = Objects.requireNonNull(listing.next());
      assertThat(listing.next()).isNull();
      try (ObjectReader reader = target.read(only)) {
        return (ObjectAttributes) reader.attributes();
      }
    }
  }

  @Test
  void tagsThatMayNotBeWrittenAreForetoldAsLostAndTheRestIsWritten() {
    deny(DeniedAttributesTest::isOfTags);
    prepare();

    assertThat(target.losses(tagged().entry()))
        .singleElement()
        .satisfies(DeniedAttributesTest::isLossOfTags);
    assertThat(target.write(tagged().entry(), tagged().bytes()).losses()).isEmpty();
    assertThat(there().tags()).isEmpty();
    assertThat(Objects.requireNonNull(there().acl()).grants()).contains(PUBLIC);
  }

  private static void isLossOfTags(Loss loss) {
    assertThat(loss.what()).isEqualTo(AttributeName.TAGS);
    assertThat(loss.reason()).contains("AccessDenied");
  }

  @Test
  void anAclThatMayNotBeWrittenIsForetoldAsLostAndTheRestIsWritten() {
    deny(DeniedAttributesTest::isOfAcl);
    prepare();

    assertThat(target.losses(tagged().entry()))
        .extracting(Loss::what)
        .containsExactly(AttributeName.ACL);
    assertThat(target.write(tagged().entry(), tagged().bytes()).losses()).isEmpty();
    assertThat(there().tags()).containsExactly(new Tag("k", "v"));
  }

  @Test
  void whatIsDeniedOnlyLaterIsALossOfThatObject() {
    prepare();
    deny(request -> isOfTags(request) || isOfAcl(request));

    assertThat(target.losses(tagged().entry())).isEmpty();
    assertThat(target.write(tagged().entry(), tagged().bytes()).losses())
        .extracting(Loss::what)
        .containsExactly(AttributeName.TAGS, AttributeName.ACL);
    assertThat(there().tags()).isEmpty();
  }

  @Test
  void tagsWhoseHeaderIsDeniedAreSetByACall() {
    prepare();
    deny(request -> request.header("x-amz-tagging") != null);

    try (S3Calls calls = new S3Calls(address, S3Clients.regionOf(address))) {
      ObjectWriter writer = new ObjectWriter(calls, address.bucket());
      CanaryEntry tagged = new CanaryEntry("denied").tag("k", "v");
      assertThat(writer.write(tagged.entry(), tagged.bytes(), TargetProfile.HOLDS_ALL).losses())
          .isEmpty();
    }
    assertThat(there().tags()).containsExactly(new Tag("k", "v"));
  }
}
