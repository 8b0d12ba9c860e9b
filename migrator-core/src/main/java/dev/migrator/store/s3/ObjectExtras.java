package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.model.AttributeName;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What no header of an object tells, each with a request of its own. What the host keeps back goes
/// to `missing`; what it has no notion of is empty.
final class ObjectExtras {
  /// Many times what ten tags or a hundred grants take.
  private static final int ANSWER_MAX_BYTES = 1 << 20;

  private static final XmlNode NOTHING = new XmlNode("", "", "", List.of());

  private static final String MISSED_BEFORE =
      "objects that the host told no tag count of may have tags all the same: those of objects"
          + " read before this one may be missing. Take a new snapshot of the source, in a run"
          + " that may read all tags (s3:GetObjectTagging, s3:GetObjectVersionTagging)";

  private final S3Bucket bucket;
  private final Listed listed;
  private final List<Missing> missing;

  ObjectExtras(S3Bucket bucket, Listed listed, List<Missing> missing) {
    this.bucket = bucket;
    this.listed = listed;
    this.missing = missing;
  }

  /// @param told what came with the object
  List<Tag> tags(ObjectHeaders told) {
    TagCounts counts = bucket.tagCounts(listed);
    if (!counts.isToAsk(told)) {
      return List.of();
    }
    List<Tag> tags = new ArrayList<>();
    boolean missedBefore =
        switch (ask(AttributeName.TAGS, "tagging", "Tagging")) {
          case Asked.Told(XmlNode answer) -> {
            tags.addAll(tags(answer));
            yield counts.learn(told, !tags.isEmpty());
          }
          case Asked.Withheld _ -> counts.learnRefusal(told);
          case Asked.NoNotion(String reason) -> {
            noTagsOf(told, counts, reason);
            yield false;
          }
        };
    if (missedBefore) {
      missing.add(new Missing(AttributeName.TAGS, Gap.Code.NOT_TOLD, MISSED_BEFORE));
    }
    return List.copyOf(tags);
  }

  private static List<Tag> tags(XmlNode answer) {
    return answer.all("TagSet").stream()
        .flatMap(set -> set.all("Tag").stream())
        .map(tag -> new Tag(tag.text("Key"), tag.text("Value")))
        .toList();
  }

  private void noTagsOf(ObjectHeaders told, TagCounts counts, String reason) {
    counts.learnNoNotion();
    if (TagCounts.tellsTags(told)) {
      missing.add(new Missing(AttributeName.TAGS, Gap.Code.NOT_TOLD, reason));
    }
  }

  @Nullable Acl acl() {
    if (bucket.acls() != S3Bucket.Acls.PER_OBJECT) {
      return null;
    }
    return switch (ask(AttributeName.ACL, "acl", "AccessControlPolicy")) {
      case Asked.Told(XmlNode answer) -> acl(answer);
      case Asked.Withheld _ -> null;
      case Asked.NoNotion _ -> {
        bucket.hasNoObjectAcls();
        yield null;
      }
    };
  }

  private static @Nullable Acl acl(XmlNode answer) {
    if (answer.children().isEmpty()) {
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

  private sealed interface Asked {
    record Told(XmlNode answer) implements Asked {}

    /// Noted as missing.
    record Withheld() implements Asked {}

    record NoNotion(String reason) implements Asked {}
  }

  /// @param root what the answer is, if it is one
  private Asked ask(String attribute, String subresource, String root) {
    Supplier<String> tried = () -> "read the " + attribute + " of " + bucket.label(listed);
    S3Request request = VersionTie.name(S3Request.get(listed.key()).query(subresource, ""), listed);
    try (S3Answer answer = bucket.calls().call(request, tried)) {
      byte[] body = answer.body().readNBytes(ANSWER_MAX_BYTES);
      if (body.length == 0) {
        return new Asked.Told(NOTHING);
      }
      XmlNode node = body[0] == '<' ? XmlNode.parse(body) : null;
      return node != null && node.name().equals(root)
          ? new Asked.Told(node)
          : withheld(attribute, Gap.Code.NOT_TOLD, tried.get() + ": the answer is something else");
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    } catch (StoreException e) {
      return refused(attribute, e);
    }
  }

  private Asked refused(String attribute, StoreException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("NoSuchTagSet")) {
      return new Asked.Told(NOTHING);
    }
    return switch (e.reason()) {
      case UNSUPPORTED -> new Asked.NoNotion(reason);
      case FORBIDDEN -> withheld(attribute, Gap.Code.FORBIDDEN, reason);
      case REJECTED -> withheld(attribute, Gap.Code.NOT_TOLD, reason);
      default -> throw e;
    };
  }

  private Asked withheld(String attribute, Gap.Code code, String reason) {
    missing.add(new Missing(attribute, code, reason));
    return new Asked.Withheld();
  }
}
