package dev.migrator.estate;

import dev.migrator.archive.ThawLimit;
import dev.migrator.estate.Targets.Target;
import dev.migrator.model.Credentials;
import dev.migrator.model.Key;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stands below a source's or a target's name: `s3: …`, `files: …` or `account: …`.
final class StoreSection {
  private static final SortedMap<String, Boolean> TRUTH =
      new TreeMap<>(Map.of("true", true, "false", false));
  private static final SortedMap<String, Boolean> VERSIONS =
      new TreeMap<>(Map.of("all", true, "latest", false));
  private static final SortedMap<String, ThawLimit> LIMITS = limits();
  private static final List<String> S3_KEYS =
      List.of("bucket", "region", "endpoint", "path-style", "prefix", "versions", "credentials");

  private final YamlFile file;

  private StoreSection(YamlFile file) {
    this.file = file;
  }

  static @Nullable StoreAddress source(Section store, YamlFile file) {
    List<String> allowed = new ArrayList<>(S3_KEYS);
    allowed.add("thaw");
    return new StoreSection(file).address(store, allowed);
  }

  private static SortedMap<String, ThawLimit> limits() {
    SortedMap<String, ThawLimit> limits = new TreeMap<>();
    for (ThawLimit limit : ThawLimit.values()) {
      limits.put(limit.name().toLowerCase(Locale.ROOT), limit);
    }
    return limits;
  }

  /// A bucket that another section names.
  static @Nullable S3Address bucket(Section of, String key, YamlFile file) {
    Section s3 =
        of.section(key, S3_KEYS.stream().filter(k -> !k.equals("versions")).toArray(String[]::new));
    return s3 == null ? null : new StoreSection(file).s3(s3);
  }

  static @Nullable Target target(Section store, YamlFile file) {
    return new StoreSection(file).target(store);
  }

  private @Nullable Target target(Section store) {
    List<String> allowed = new ArrayList<>(S3_KEYS);
    allowed.add("create");
    StoreAddress address = address(store, allowed);
    return address == null ? null : new Target(address, creation(store));
  }

  /// A folder is made without being asked for; a bucket, which may cost money, is not.
  private static Creation creation(Section store) {
    Section s3 = store.part("s3");
    boolean create = s3 == null || Boolean.TRUE.equals(s3.oneOf("create", TRUTH));
    return create ? Creation.ALLOWED : Creation.FORBIDDEN;
  }

  private @Nullable StoreAddress address(Section store, List<String> s3Keys) {
    if (store.has("s3")) {
      Section s3 = store.section("s3", s3Keys.toArray(String[]::new));
      return s3 == null ? null : s3(s3);
    }
    if (store.has("account")) {
      Section account = store.section("account", "regions", "endpoint", "credentials");
      return account == null ? null : account(account);
    }
    Section files = store.section("files", "path");
    return files == null ? null : files(files);
  }

  private AccountAddress account(Section account) {
    List<String> regions = account.texts("regions");
    if (account.has("regions") && !regions.stream().allMatch(AwsSection::isRegion)) {
      account.problem("regions", "bad region. Allowed: a list of names as eu-west-1");
    }
    return new AccountAddress(
        regions, AwsSection.endpoint(account, file).uri(), AwsSection.credentials(account));
  }

  private @Nullable StoreAddress files(Section files) {
    String path = files.requiredText("path");
    try {
      return path == null ? null : new FilesAddress(absolute(path));
    } catch (InvalidPathException _) {
      files.problem("path", "bad path " + files.quoted("path"));
      return null;
    }
  }

  private String absolute(String path) {
    return file.folder().resolve(path).normalize().toString();
  }

  private @Nullable S3Address s3(Section s3) {
    String bucket = s3.requiredText("bucket");
    if (bucket != null && !S3Parts.isBucket(bucket)) {
      s3.problem("bucket", "bad bucket name " + s3.quoted("bucket") + ". " + S3Parts.BUCKET_FORM);
    }
    Endpoint endpoint = AwsSection.endpoint(s3, "S3", file);
    Boolean pathStyle = s3.oneOf("path-style", TRUTH);
    Boolean allVersions = s3.oneOf("versions", VERSIONS);
    String region = s3.text("region");
    Credentials credentials = AwsSection.credentials(s3);
    ThawLimit thaw = s3.oneOf("thaw", LIMITS);
    return bucket == null
        ? null
        : new S3Address(
            bucket,
            region,
            endpoint.uri(),
            pathStyle == null ? endpoint.wantsPathStyle() : pathStyle,
            Key.of(Objects.requireNonNullElse(s3.text("prefix"), "")),
            allVersions == null || allVersions,
            credentials,
            thaw == null ? ThawLimit.EXPEDITED : thaw);
  }
}
