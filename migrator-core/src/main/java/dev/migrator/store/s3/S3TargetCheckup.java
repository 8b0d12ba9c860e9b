package dev.migrator.store.s3;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/// Looks at a bucket that is to be restored to, with canary objects through every call that a
/// restore makes.
///
/// @param creation whether a restore makes the bucket
public record S3TargetCheckup(S3Address address, Creation creation) implements Checkup {

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    AwsCli aws = new AwsCli(address);
    HostChecks host = new HostChecks(address, rights(), findings);
    if (!host.credentials()) {
      return;
    }
    try (S3Calls calls = new S3Calls(address, region())) {
      host.greet(calls);
      try (S3Source source = new S3Source(address)) {
        occupied(source, findings);
        canary(calls, source, findings);
      }
    } catch (StoreException e) {
      if (e.reason() == Reason.NO_SUCH_STORE) {
        findings.add(notThere(e, aws));
      } else {
        host.add(e);
      }
    }
  }

  private Region region() {
    try {
      return S3Clients.regionOf(address);
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) { // as a HEAD says that there is no such bucket
        return Region.US_EAST_1;
      }
      throw e;
    }
  }

  private static Mend rights() {
    return new Mend.ByHand(
        "Allow this identity to list the bucket, and to get, put and delete its objects with their"
            + " tags and ACLs.");
  }

  private Check notThere(StoreException e, AwsCli aws) {
    String seen = String.valueOf(e.getMessage());
    return creation == Creation.ALLOWED
        ? Check.warning(
            Topic.CANARY,
            seen + "; a restore makes it, so that it could not be tried",
            aws.s3api("create-bucket"))
        : Check.failure(Topic.REACHABLE, seen, aws.s3api("create-bucket"));
  }

  private void occupied(S3Source source, Findings findings) {
    String found = firstOfOthers(source);
    findings.add(
        found == null
            ? Check.ok(Topic.CONTENT, "empty")
            : Check.warning(
                Topic.CONTENT,
                "not empty: %s is there; a restore goes on only where that is an earlier one's"
                    .formatted(found),
                new Mend.ByHand(
                    "Name an empty bucket or prefix, or restore with --into-nonempty.")));
  }

  private @Nullable String firstOfOthers(S3Source source) {
    try (Listing listing = source.list(KeyRange.ALL)) {
      Listed next = listing.next();
      while (next != null && Canary.isLeftover(next, address.prefix())) {
        next = listing.next();
      }
      return next == null ? null : next.label();
    }
  }

  private void canary(S3Calls calls, S3Source source, Findings findings) {
    Canary canary = new Canary(new ObjectWriter(calls, address.bucket()), source, address.prefix());
    Map<Feature, String> refused = canary.sing(false);
    findings.add(
        Check.ok(
            Topic.CANARY,
            "objects were written whole and in parts, listed, read back, compared and removed"));
    SortedMap<String, String> byReason = new TreeMap<>();
    refused.forEach(
        (feature, reason) -> byReason.merge(reason, feature.what(), S3TargetCheckup::and));
    byReason.forEach((reason, features) ->
        findings.add(
            Check.warning(
                Topic.CANARY,
                "%s is lost: %s".formatted(features, reason),
                new Mend.ByHand("Choose a host that keeps it, or do without."))));
  }

  private static String and(String one, String other) {
    return one.contains(other) ? one : one + ", " + other;
  }
}
