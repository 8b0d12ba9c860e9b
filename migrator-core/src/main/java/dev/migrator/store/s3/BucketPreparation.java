package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Makes a bucket ready for what is to be restored to it: there, with versioning and object lock
/// where the source had them.
final class BucketPreparation {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private static final String ENABLE_VERSIONING =
      "<VersioningConfiguration%s><Status>Enabled</Status></VersioningConfiguration>"
          .formatted(NAMESPACE);
  private static final String ENABLE_LOCK =
      "<ObjectLockConfiguration%s><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>"
          .formatted(NAMESPACE);

  private final S3Calls calls;
  private final String bucket;

  /// Where it is to be created; empty where the host has one region for all.
  private final String location;

  private final List<Loss> losses = new ArrayList<>();

  BucketPreparation(S3Calls calls, String bucket, String location) {
    this.calls = calls;
    this.bucket = bucket;
    this.location = location;
  }

  /// @param losses what of it the host does not do
  record Prepared(boolean keepsVersions, boolean locks, List<Loss> losses) {}

  Prepared prepare(SourceDescription source, Creation creation) {
    boolean wantsLock = says(source, "object-lock", "Enabled");
    if (!isThere()) {
      create(creation, wantsLock);
      keepAcls(source);
    }
    if (wantsVersions(source) && !keepsVersions()) {
      attempt("versioning", "versioning", ENABLE_VERSIONING);
    }
    if (wantsLock && !locks()) {
      attempt("object-lock", "object-lock", ENABLE_LOCK);
    }
    return new Prepared(keepsVersions(), locks(), List.copyOf(losses));
  }

  /// A suspended bucket may hold versions from before.
  static boolean wantsVersions(SourceDescription source) {
    return says(source, "versioning", "Enabled") || says(source, "versioning", "Suspended");
  }

  static boolean says(SourceDescription source, String question, String word) {
    return source.answers().get(question) instanceof Answer.Present present
        && present.raw().contains(">" + word + "<");
  }

  private boolean isThere() {
    try {
      send(S3Request.head(null), "look for");
      return true;
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void create(Creation creation, boolean wantsLock) {
    if (creation == Creation.FORBIDDEN) {
      throw new StoreException(
          Reason.NO_SUCH_STORE,
          "there is no bucket " + bucket,
          "Create it, or say `create: true` in the targets file.",
          null);
    }
    try {
      create(wantsLock);
    } catch (StoreException e) {
      if (!wantsLock || e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      create(false);
    }
  }

  private void create(boolean withLock) {
    byte[] body = createXml().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    S3Request request = S3Request.put(null, Payload.of(body, body.length));
    if (withLock) {
      request.header("x-amz-bucket-object-lock-enabled", "true");
    }
    send(request, "create");
  }

  private String createXml() {
    return location.isEmpty()
        ? ""
        : "<CreateBucketConfiguration%s><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>"
            .formatted(NAMESPACE, location);
  }

  /// A new bucket of AWS has no ACLs unless it is told to.
  private void keepAcls(SourceDescription source) {
    if (source.answers().get("ownership-controls") instanceof Answer.Present present
        && !present.raw().contains("BucketOwnerEnforced")) {
      attempt("ownership-controls", "ownershipControls", present.raw());
    }
  }

  private boolean keepsVersions() {
    return answers("versioning", "Status");
  }

  private boolean locks() {
    return answers("object-lock", "ObjectLockEnabled");
  }

  private boolean answers(String subresource, String element) {
    try {
      return calls
          .xml(S3Request.get(null).query(subresource, ""), tried("read the " + subresource + " of"))
          .text(element)
          .equals("Enabled");
    } catch (StoreException e) {
      if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      return false;
    }
  }

  private void attempt(String what, String subresource, String xml) {
    try {
      XmlRequest.send(
          calls, XmlRequest.put(null, subresource, xml), tried("set the " + what + " of"));
    } catch (StoreException e) {
      if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      losses.add(new Loss(what, Refusals.words(e)));
    }
  }

  private void send(S3Request request, String verb) {
    try (S3Answer answer = calls.call(request, tried(verb))) {
      answer.body().readAllBytes();
    } catch (IOException e) {
      throw ClientFailures.of(tried(verb).get(), e);
    }
  }

  private Supplier<String> tried(String verb) {
    return () -> verb + " bucket " + bucket;
  }
}
