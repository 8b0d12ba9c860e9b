package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import java.util.List;
import java.util.function.Supplier;

/// Uploads of a key that were begun and never completed, as a kill leaves them: they are no
/// objects, but their parts take room and cost money.
final class EarlierUploads {
  private final S3Calls calls;
  private final Key key;
  private final Supplier<String> tried;

  EarlierUploads(S3Calls calls, Key key, Supplier<String> tried) {
    this.calls = calls;
    this.key = key;
    this.tried = tried;
  }

  void abort() {
    for (String uploadId : ids()) {
      abort(uploadId);
    }
  }

  /// None where the host does not list them, or not to this user.
  private List<String> ids() {
    S3Request request =
        S3Request.get(null)
            .query("uploads", "")
            .query("encoding-type", "url")
            .query("prefix", key.text());
    try {
      XmlNode answer = calls.xml(request, tried);
      boolean encoded = answer.text("EncodingType").equalsIgnoreCase("url");
      return answer.all("Upload").stream()
          .filter(node -> isOfKey(node.text("Key"), encoded))
          .map(node -> node.text("UploadId"))
          .toList();
    } catch (StoreException e) {
      requireRefusal(e);
      return List.of();
    }
  }

  /// Some hosts say that they encode, and do not. Another key's upload cannot be hit: the host is
  /// asked to abort one of this key.
  private boolean isOfKey(String text, boolean encoded) {
    return text.equals(key.text())
        || (encoded && (isEncoded(text) || isEncoded(text.replace('+', ' '))));
  }

  private boolean isEncoded(String text) {
    try {
      return Key.ofPercentEncoded(text).equals(key);
    } catch (IllegalArgumentException _) {
      return false; // as it is
    }
  }

  private void abort(String uploadId) {
    try {
      XmlRequest.send(calls, S3Request.delete(key).query("uploadId", uploadId), tried);
    } catch (StoreException e) {
      requireRefusal(e);
    }
  }

  private static void requireRefusal(StoreException e) {
    if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
      throw e;
    }
  }
}
