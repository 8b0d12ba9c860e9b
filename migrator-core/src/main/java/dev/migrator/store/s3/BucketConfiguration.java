package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives a bucket those parts of the source's configuration that can do no harm to fresh data, word
/// for word.
final class BucketConfiguration {
  private static final Map<String, String> SUBRESOURCES = new LinkedHashMap<>();

  static {
    SUBRESOURCES.put("ownership-controls", "ownershipControls");
    SUBRESOURCES.put("cors", "cors");
    SUBRESOURCES.put("website", "website");
    SUBRESOURCES.put("tags", "tagging");
    SUBRESOURCES.put("encryption", "encryption");
  }

  /// A restored rule could delete what was restored, send it elsewhere, or open it to others.
  private static final List<String> NOT_APPLIED =
      List.of(
          "accelerate",
          "acl",
          "analytics",
          "intelligent-tiering",
          "inventory",
          "lifecycle",
          "logging",
          "metadata",
          "metadata-table",
          "metrics",
          "notification",
          "policy",
          "public-access-block",
          "replication",
          "request-payment");

  /// Elements that say that there is nothing.
  private static final Set<String> EMPTY = Set.of("IsTruncated", "MaxKeys", "Prefix");

  private static final String SUSPEND =
      "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Suspended</Status></VersioningConfiguration>";

  private final S3Calls calls;
  private final String bucket;

  BucketConfiguration(S3Calls calls, String bucket) {
    this.calls = calls;
    this.bucket = bucket;
  }

  /// @return what was not applied, with the reason
  List<Loss> apply(SourceDescription source) {
    List<Loss> losses = new ArrayList<>();
    SUBRESOURCES.forEach((name, subresource) -> {
      if (source.answers().get(name) instanceof Answer.Present present) {
        apply(name, subresource, present.raw()).ifPresent(losses::add);
      }
    });
    if (BucketPreparation.says(source, "versioning", "Suspended")) {
      put("versioning", "versioning", SUSPEND).ifPresent(losses::add);
    }
    for (String name : NOT_APPLIED) {
      if (source.answers().get(name) instanceof Answer.Present present
          && saysSomething(name, present.raw())) {
        losses.add(new Loss(name, "not applied on purpose: set it by hand when all is checked"));
      }
    }
    return losses;
  }

  private Optional<Loss> apply(String name, String subresource, String xml) {
    if (name.equals("encryption") && xml.contains("aws:kms")) {
      return Optional.of(
          new Loss(name, "the source's keys are not the target's: its own default stays"));
    }
    return put(name, subresource, xml);
  }

  private Optional<Loss> put(String name, String subresource, String xml) {
    try {
      XmlRequest.send(
          calls,
          XmlRequest.put(null, subresource, xml),
          () -> "set the " + name + " of bucket " + bucket);
      return Optional.empty();
    } catch (StoreException e) {
      if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      return Optional.of(new Loss(name, Refusals.words(e)));
    }
  }

  private static boolean saysSomething(String name, String raw) {
    XmlNode answer = XmlNode.parseOrEmpty(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return switch (name) {
      case "policy" -> !raw.isBlank();
      case "acl" -> answer.all("AccessControlList").stream().anyMatch(l -> l.children().size() > 1);
      case "request-payment" -> !answer.text("Payer").equals("BucketOwner");
      default -> answer.children().stream().anyMatch(child -> !EMPTY.contains(child.name()));
    };
  }
}
