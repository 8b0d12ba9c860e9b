package dev.migrator.estate;

import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.store.StoreAddress.AccountAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account as the options of a command name it.
public final class AccountOptions {
  private AccountOptions() {}

  /// @param profile of the AWS configuration; null for the SDK's usual chain
  /// @param regions empty for all that the account has switched on
  /// @param endpoint null: that of the environment, else AWS
  /// @throws UsageException if one of them is wrong
  public static AccountAddress address(
      @Nullable String profile,
      List<String> regions,
      @Nullable String endpoint,
      Map<String, String> environment) {
    for (String region : regions) {
      if (!AwsSection.isRegion(region)) {
        throw new UsageException(
            "bad region \"" + region + "\"", "Write it as AWS does: --region eu-west-1.");
      }
    }
    Credentials credentials =
        profile == null ? new DefaultCredentials() : new ProfileCredentials(profile);
    return new AccountAddress(
        regions.stream().distinct().sorted().toList(),
        endpoint(endpoint, environment).uri(),
        credentials);
  }

  private static Endpoint endpoint(@Nullable String text, Map<String, String> environment) {
    return text == null
        ? Endpoint.ofEnvironment(environment)
        : Endpoint.parse(text)
            .orElseThrow(
                () -> new UsageException("bad endpoint \"" + text + "\"", Endpoint.FORM + "."));
  }
}
