package dev.migrator.store.s3;

import dev.migrator.archive.ThawLimit;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Archive;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.ListPage.Position;
import dev.migrator.store.s3.S3Bucket.Acls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket of Amazon S3 or of a host that speaks its protocol, to be read.
public final class S3Source implements ObjectSource {
  private static final int PAGE_MAX_KEYS = 1000;

  /// Enough to have an object among delete markers.
  private static final int FIRST_KEYS = 50;

  private final S3Address address;
  private final Region region;
  private final S3Calls calls;
  private final ListCalls listCalls;
  private final S3Bucket bucket;
  private final KeyRange ofPrefix;

  /// Asks the bucket for its region where the address has none; else nothing.
  ///
  /// @throws dev.migrator.error.StoreException if there is no such bucket
  public S3Source(S3Address address) {
    this(address, PAGE_MAX_KEYS);
  }

  S3Source(S3Address address, int pageMaxKeys) {
    this.address = address;
    region = S3Clients.regionOf(address);
    calls = new S3Calls(address, region);
    listCalls = new ListCalls(calls, address, pageMaxKeys);
    bucket = new S3Bucket(calls, address);
    ofPrefix = KeyRange.ofPrefix(address.prefix());
  }

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public SourceDescription describe() {
    askOne(listCalls.page(Position.START, FIRST_KEYS).entries());
    List<String> notes = new ArrayList<>();
    if (listCalls.isWithoutVersions()) {
      notes.add("the host lists no versions: only current objects are seen");
    }
    if (bucket.acls() == Acls.SAME_FOR_ALL) {
      notes.add("an object's ACL tells nothing that the bucket does not: none is read");
    }
    if (!listCalls.heedsMarkers()) {
      notes.add("the host leaves keys out behind a marker: it is listed from its start each time");
    }
    if (bucket.hidesKeysBelowKeys()) {
      notes.add(
          "MinIO does not list `a/b` where there is an object `a`: such objects are not seen");
    }
    if (bucket.hasNoTags()) {
      notes.add("the host has no notion of tags: none are read");
    }
    try (S3Client client = S3Clients.open(address, region, new WireTap())) {
      return new SourceDescription(
          "s3", label(), new BucketAnswers(client, address.bucket()).ask(), notes);
    }
  }

  /// Shows what the host has no notion of. Why an object itself cannot be read is told when it is.
  private void askOne(List<Listed> entries) {
    Optional<Listed> first = entries.stream().filter(Listed::hasBytes).findFirst();
    if (first.isPresent()) {
      try (ObjectReader reader = read(first.get())) {
        var _ = reader.attributes();
      } catch (StoreException e) {
        if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    if (!listCalls.heedsMarkers()) {
      return List.of(range);
    }
    return new S3Split(
            listCalls.pageMaxKeys(),
            (from, maxKeys) -> listCalls.page(listCalls.before(from), maxKeys))
        .split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    return new S3Listing(listCalls, within(range), label());
  }

  /// What of the range lies within the prefix.
  private KeyRange within(KeyRange range) {
    if (!range.overlaps(ofPrefix)) {
      return range.endingAt(range.from());
    }
    KeyRange begun = range.contains(ofPrefix.from()) ? range.startingAt(ofPrefix.from()) : range;
    return ofPrefix.to() != null && begun.isBelowEnd(ofPrefix.to())
        ? begun.endingAt(ofPrefix.to())
        : begun;
  }

  @Override
  public ObjectReader read(Listed listed) {
    return new S3Reader(bucket, listed);
  }

  @Override
  public Optional<Archive> archive() {
    return address.thaw() == ThawLimit.NEVER
        ? Optional.empty()
        : Optional.of(new S3Archive(bucket, address.thaw()));
  }

  @Override
  public void close() {
    calls.close();
  }
}
