package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.model.Key;

/// One thing that an account holds, as its API tells it.
///
/// @param kind service and type: `iam/roles`
/// @param region empty where the service has one place for the whole account
/// @param name as the service names it, unique within kind and region
/// @param json the API's own member names; what is secret is withheld
public record Resource(String kind, String region, String name, JsonNode json)
    implements Comparable<Resource> {

  /// Where it lies in the account's store: `iam/roles/NAME.json`, `rds/REGION/instances/NAME.json`.
  public String key() {
    return place(kind, region) + "/" + encoded(name) + ".json";
  }

  /// `iam/roles`, `rds/REGION/instances`
  static String place(String kind, String region) {
    int slash = kind.indexOf('/');
    if (region.isEmpty()) {
      return kind;
    }
    return slash < 0
        ? kind + "/" + region
        : kind.substring(0, slash) + "/" + region + kind.substring(slash);
  }

  private static String encoded(String name) {
    return Key.of(name).percentEncoded().replace("/", "%2F");
  }

  @Override
  public int compareTo(Resource other) {
    return Key.of(key()).compareTo(Key.of(other.key()));
  }
}
