package dev.migrator.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// By what AWS, or a host that speaks its protocols, knows who calls.
public sealed interface Credentials extends Serializable {

  /// The SDK's default chain.
  record DefaultCredentials() implements Credentials {}

  record ProfileCredentials(String profile) implements Credentials {}

  record StaticCredentials(
      String accessKeyId, String secretAccessKey, @Nullable String sessionToken)
      implements Credentials {
    @Override
    public String toString() {
      return "StaticCredentials[" + accessKeyId + ", ***]";
    }
  }
}
