package dev.migrator.store.s3;

import dev.migrator.check.Mend;
import dev.migrator.check.Mend.Command;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.ArrayList;
import java.util.List;

/// Commands of AWS's client, for the host and bucket of an address.
record AwsCli(S3Address address) {

  Mend s3api(String operation, String... arguments) {
    List<String> words = new ArrayList<>(List.of("aws", "s3api", operation));
    words.addAll(List.of("--bucket", address.bucket()));
    words.addAll(List.of(arguments));
    if (address.endpoint() != null) {
      words.addAll(List.of("--endpoint-url", address.endpoint().toString()));
    }
    if (address.credentials() instanceof ProfileCredentials(String profile)) {
      words.addAll(List.of("--profile", profile));
    }
    return new Command(List.copyOf(words));
  }
}
