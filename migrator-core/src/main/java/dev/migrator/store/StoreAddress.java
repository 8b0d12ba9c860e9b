package dev.migrator.store;

import dev.migrator.archive.ThawLimit;
import dev.migrator.model.Credentials;
import dev.migrator.model.Key;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a store is and how to get in: all that a worker needs to open it for itself.
public sealed interface StoreAddress extends Serializable {

  /// For messages and manifests: no credential in it.
  String label();

  /// A bucket, or the keys of it that start with `prefix`.
  ///
  /// @param region null: found from the bucket, or the SDK's default
  /// @param endpoint null for AWS
  /// @param prefix keys keep it; empty for the whole bucket
  /// @param allVersions whether noncurrent versions and delete markers are captured
  /// @param thaw how archived objects may be brought back
  record S3Address(
      String bucket,
      @Nullable String region,
      @Nullable URI endpoint,
      boolean pathStyle,
      Key prefix,
      boolean allVersions,
      Credentials credentials,
      ThawLimit thaw)
      implements StoreAddress {

    /// The same with another limit.
    public S3Address thawing(ThawLimit limit) {
      return new S3Address(
          bucket, region, endpoint, pathStyle, prefix, allVersions, credentials, limit);
    }

    /// Archived objects may be brought back in every way.
    public S3Address(
        String bucket,
        @Nullable String region,
        @Nullable URI endpoint,
        boolean pathStyle,
        Key prefix,
        boolean allVersions,
        Credentials credentials) {
      this(
          bucket,
          region,
          endpoint,
          pathStyle,
          prefix,
          allVersions,
          credentials,
          ThawLimit.EXPEDITED);
    }

    @Override
    public String label() {
      String host = endpoint == null ? "" : " at " + endpoint;
      return "s3://" + bucket + "/" + prefix + host;
    }
  }

  /// What lies around the data of an account of AWS, or of a host that speaks its protocols. Only
  /// to be read.
  ///
  /// @param regions to look at; empty for all that the account has switched on
  /// @param endpoint null for AWS
  record AccountAddress(List<String> regions, @Nullable URI endpoint, Credentials credentials)
      implements StoreAddress {

    public AccountAddress {
      regions = List.copyOf(regions);
    }

    @Override
    public String label() {
      return endpoint == null ? "the account" : "the account at " + endpoint;
    }
  }

  /// A file tree.
  record FilesAddress(String path) implements StoreAddress {
    public Path folder() {
      return Path.of(path);
    }

    @Override
    public String label() {
      return path;
    }
  }
}
