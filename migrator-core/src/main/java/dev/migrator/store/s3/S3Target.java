package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.BucketPreparation.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/// A bucket of Amazon S3 or of a host that speaks its protocol, to be restored to. The bucket need
/// not be there yet.
public final class S3Target implements ObjectTarget {
  private static final String FIRST_REGION = "us-east-1";

  private final S3Address address;
  private final S3Calls calls;
  private final S3Source source;
  private final ObjectWriter writer;
  private volatile @Nullable TargetProfile profile;
  private volatile boolean holdsFiles;

  public S3Target(S3Address address) {
    Region region = regionOf(address);
    this.address = withAllVersions(address, region);
    this.calls = new S3Calls(this.address, region);
    this.source = new S3Source(this.address);
    this.writer = new ObjectWriter(calls, address.bucket());
  }

  /// Where a bucket that is not there yet is to be created if the address does not say.
  private static Region regionOf(S3Address address) {
    try {
      return S3Clients.regionOf(address);
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND || e.reason() == Reason.NO_SUCH_STORE) {
        return Region.of(FIRST_REGION);
      }
      throw e;
    }
  }

  private static S3Address withAllVersions(S3Address a, Region region) {
    return new S3Address(
        a.bucket(), region.id(), a.endpoint(), a.pathStyle(), a.prefix(), true, a.credentials());
  }

  @Override
  public List<Loss> prepare(SourceDescription description, Creation creation) {
    Prepared prepared =
        new BucketPreparation(calls, address.bucket(), location()).prepare(description, creation);
    Map<Feature, String> refused = new HashMap<>(TargetProfile.NEVER_HELD);
    refused.putAll(new Canary(writer, source, address.prefix()).sing(prepared.locks()));
    if (!refused.containsKey(Feature.TAG_HEADER)) { // then no call of their own is needed
      refused.keySet().removeAll(Set.of(Feature.TAGS, Feature.TEXT_TAGS));
    }
    if (!prepared.keepsVersions()) {
      refused.put(Feature.VERSIONS, "the bucket keeps no versions");
    }
    if (!prepared.locks()) {
      refused.put(Feature.RETENTION, "the bucket has no object lock");
      refused.put(Feature.LEGAL_HOLD, "the bucket has no object lock");
    }
    profile = new TargetProfile(refused);
    holdsFiles = description.kind().equals("files");
    List<Loss> losses = new ArrayList<>(prepared.losses());
    String hidden = refused.get(Feature.FOLDER_AND_OBJECT);
    if (hidden != null) {
      losses.add(new Loss("key", hidden));
    }
    return losses;
  }

  @Override
  public boolean isLeftover(Listed listed) {
    return Canary.isLeftover(listed, address.prefix());
  }

  private String location() {
    String region = address.region();
    return region == null || region.equals(FIRST_REGION) || !S3Clients.isAws(address) ? "" : region;
  }

  private TargetProfile profile() {
    TargetProfile known = profile;
    if (known == null) {
      throw new IllegalStateException("prepare the target first: " + label());
    }
    return known;
  }

  @Override
  public List<Loss> losses(Entry entry) {
    return profile().losses(entry, address.prefix(), Instant.now());
  }

  @Override
  public Written write(Entry entry, Bytes bytes) {
    return writer.write(entry, bytes, profile());
  }

  @Override
  public List<Loss> applyConfiguration(SourceDescription description) {
    return new BucketConfiguration(calls, address.bucket()).apply(description);
  }

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public SourceDescription describe() {
    return source.describe();
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return source.split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    Listing listing = source.list(range);
    return holdsFiles ? new FolderListing(listing) : listing;
  }

  @Override
  public ObjectReader read(Listed listed) {
    return source.read(listed);
  }

  @Override
  public void close() {
    try (source) {
      calls.close();
    }
  }
}
