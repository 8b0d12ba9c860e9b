package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.archive.ArchiveClass;
import dev.migrator.archive.ArchiveState;
import dev.migrator.archive.ThawDecision.Thaw;
import dev.migrator.archive.ThawLimit;
import dev.migrator.archive.Tier;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.sandbox.ColdS3;
import dev.migrator.store.Archive;
import dev.migrator.store.Archive.Answer;
import dev.migrator.store.Listing;
import dev.migrator.store.StoreAddress.S3Address;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class S3ArchiveTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-30T06:00:00Z"));
  private final ColdS3 host =
      ColdS3.start(
          now::get, Map.of("Bulk", Duration.ofHours(12), "Expedited", Duration.ofMinutes(5)));
  private final S3Source source = new S3Source(address(ThawLimit.EXPEDITED));
  private final Archive archive = source.archive().orElseThrow();

  private S3Address address(ThawLimit limit) {
    return new S3Address(
        ColdS3.BUCKET,
        "us-east-1",
        host.endpoint(),
        true,
        Key.of(""),
        false,
        new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null),
        limit);
  }

  @AfterEach
  void stop() {
    source.close();
    host.close();
  }

  private static Thaw thaw(Tier tier) {
    return new Thaw(tier, Instant.EPOCH, 3, BigDecimal.ZERO);
  }

  private Listed only() {
    try (Listing listing = source.list(KeyRange.ALL)) {
      Listed listed = listing.next();
      assertThat(listed).isNotNull();
      return listed;
    }
  }

  @Test
  void anObjectIsFrozenThenThawingThenAtHand() {
    host.put("a/b", "DEEP_ARCHIVE", "content");
    Listed listed = only();
    assertThat(archive.mayHold(listed)).isTrue();
    assertThat(archive.state(listed)).isEqualTo(new ArchiveState.Frozen(ArchiveClass.DEEP_ARCHIVE));
    assertThat(archive.request(listed, ArchiveClass.DEEP_ARCHIVE, thaw(Tier.BULK)))
        .isEqualTo(new Answer.Begun());
    assertThat(archive.state(listed))
        .isEqualTo(new ArchiveState.Thawing(ArchiveClass.DEEP_ARCHIVE));
    assertThat(archive.request(listed, ArchiveClass.DEEP_ARCHIVE, thaw(Tier.BULK)))
        .as("asked for twice")
        .isEqualTo(new Answer.Begun());
    now.updateAndGet(time -> time.plus(Duration.ofHours(12)));
    assertThat(archive.state(listed)).isEqualTo(new ArchiveState.AtHand());
    assertThat(archive.request(listed, ArchiveClass.DEEP_ARCHIVE, thaw(Tier.BULK)))
        .isEqualTo(new Answer.AtHand());
    assertThat(host.log()).startsWith("RESTORE a/b Bulk 3");
  }

  @Test
  void whatTheHostDoesNotTakeIsARefusalAndNotTriedAgain() {
    host.put("a", "GLACIER", "content");
    host.refuse("Expedited");
    assertThat(archive.request(only(), ArchiveClass.GLACIER, thaw(Tier.EXPEDITED)))
        .isEqualTo(
            new Answer.Refused(
                "the host refuses it: HTTP 503 GlacierExpeditedRetrievalNotAvailable"));
    assertThat(archive.request(only(), ArchiveClass.GLACIER, thaw(Tier.STANDARD)))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void anObjectOfATierIsBroughtBackForGood() {
    host.putTiered("a", "ARCHIVE_ACCESS", "content");
    Listed listed = only();
    assertThat(archive.mayHold(listed)).isTrue();
    assertThat(archive.state(listed))
        .isEqualTo(new ArchiveState.Frozen(ArchiveClass.ARCHIVE_ACCESS));
    assertThat(archive.request(listed, ArchiveClass.ARCHIVE_ACCESS, thaw(Tier.BULK)))
        .isEqualTo(new Answer.Begun());
    assertThat(host.log()).containsExactly("RESTORE a Bulk");
    now.updateAndGet(time -> time.plus(Duration.ofHours(12)));
    assertThat(archive.state(listed)).isEqualTo(new ArchiveState.AtHand());
  }

  @Test
  void whatWasNeverArchivedIsAtHand() {
    host.put("a", "STANDARD", "content");
    assertThat(archive.mayHold(only())).isFalse();
    assertThat(archive.state(only())).isEqualTo(new ArchiveState.AtHand());
    assertThat(archive.request(only(), ArchiveClass.GLACIER, thaw(Tier.BULK)))
        .isEqualTo(new Answer.AtHand());
  }

  @Test
  void whoWantsNothingBroughtBackHasNoSuchPowerAndNeedsNoSuchRight() {
    try (S3Source never = new S3Source(address(ThawLimit.NEVER))) {
      assertThat(never.archive()).isEmpty();
    }
    assertThat(S3Rights.toRead(address(ThawLimit.NEVER)).toString())
        .doesNotContain("s3:RestoreObject");
    assertThat(S3Rights.toRead(address(ThawLimit.BULK)).toString()).contains("s3:RestoreObject");
  }
}
