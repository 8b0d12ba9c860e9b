package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.AttributeName;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What no header of an object tells, each with a request of its own. What is forbidden goes to
/// `missing`; what the host has no notion of is empty.
final class ObjectExtras {
  private final S3Bucket bucket;
  private final Listed listed;
  private final List<Missing> missing;

  ObjectExtras(S3Bucket bucket, Listed listed, List<Missing> missing) {
    this.bucket = bucket;
    this.listed = listed;
    this.missing = missing;
  }

  List<Tag> tags() {
    XmlNode answer =
        bucket.hasTags() ? ask(AttributeName.TAGS, "tagging", bucket::hasNoTags) : null;
    return answer == null
        ? List.of()
        : answer.all("TagSet").stream()
            .flatMap(set -> set.all("Tag").stream())
            .map(tag -> new Tag(tag.text("Key"), tag.text("Value")))
            .toList();
  }

  @Nullable Acl acl() {
    if (bucket.acls() != S3Bucket.Acls.PER_OBJECT) {
      return null;
    }
    XmlNode answer = ask(AttributeName.ACL, "acl", bucket::hasNoObjectAcls);
    if (answer == null) {
      return null;
    }
    String owner = answer.child("Owner").map(o -> o.text("ID")).orElse("");
    List<Grant> grants =
        answer.all("AccessControlList").stream()
            .flatMap(list -> list.all("Grant").stream())
            .map(ObjectExtras::grant)
            .toList();
    return new Acl(owner.isEmpty() ? null : owner, grants);
  }

  private static Grant grant(XmlNode grant) {
    XmlNode grantee =
        grant.child("Grantee").orElseGet(() -> new XmlNode("Grantee", "", "", List.of()));
    String permission = grant.text("Permission");
    return switch (grantee.type()) {
      case "Group" -> new Grant("Group", grantee.text("URI"), permission);
      case "AmazonCustomerByEmail" ->
          new Grant("AmazonCustomerByEmail", grantee.text("EmailAddress"), permission);
      default -> new Grant("CanonicalUser", grantee.text("ID"), permission);
    };
  }

  private @Nullable XmlNode ask(String attribute, String subresource, Runnable noNotion) {
    Supplier<String> tried = () -> "read the " + attribute + " of " + bucket.label(listed);
    S3Request request = S3Request.get(listed.key()).query(subresource, "");
    if (listed.versionId() != null && !listed.versionId().equals("null")) {
      request.query("versionId", listed.versionId());
    }
    try {
      return bucket.calls().xml(request, tried);
    } catch (StoreException e) {
      switch (e.reason()) {
        case UNSUPPORTED -> noNotion.run();
        case FORBIDDEN ->
            missing.add(new Missing(attribute, Gap.Code.FORBIDDEN, String.valueOf(e.getMessage())));
        default -> throw e;
      }
      return null;
    }
  }

  /// The parts that the ETag tells of, all but the last taken to be as large as the first: who
  /// makes the ETag again from the bytes proves it.
  ///
  /// @return empty for an object uploaded at once, and where the host does not tell
  List<Part> parts() {
    int count = S3Checks.partCount(listed.etag() == null ? "" : listed.etag());
    if (count <= 1) {
      return count == 0 ? List.of() : List.of(new Part(1, listed.sizeBytes(), null));
    }
    long first = partBytes(1);
    long last = listed.sizeBytes() - first * (count - 1);
    if (first <= 0 || first >= listed.sizeBytes()) {
      return List.of();
    }
    return last > 0 && last == partBytes(count) ? uniform(count, first, last) : each(count, first);
  }

  private static List<Part> uniform(int count, long sizeBytes, long last) {
    List<Part> parts = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      parts.add(new Part(number, number == count ? last : sizeBytes, null));
    }
    return List.copyOf(parts);
  }

  /// @return empty where the sizes do not add up
  private List<Part> each(int count, long first) {
    List<Part> parts = new ArrayList<>(count);
    long sum = 0;
    for (int number = 1; number <= count; number++) {
      long sizeBytes = number == 1 ? first : partBytes(number);
      parts.add(new Part(number, sizeBytes, null));
      sum += sizeBytes;
    }
    return sum == listed.sizeBytes() ? List.copyOf(parts) : List.of();
  }

  private long partBytes(int number) {
    S3Request request = VersionTie.tie(S3Request.head(listed.key()), listed);
    request.query("partNumber", Integer.toString(number));
    Supplier<String> tried =
        () -> "find the size of part " + number + " of " + bucket.label(listed);
    try (S3Answer answer = bucket.calls().call(request, tried)) {
      return answer.header("content-length").map(Long::parseLong).orElse(0L);
    } catch (IOException e) {
      throw S3Failures.of(tried.get(), e);
    } catch (StoreException e) {
      if (e.reason() == Reason.UNSUPPORTED || e.reason() == Reason.REJECTED) {
        return 0;
      }
      throw e;
    }
  }
}
