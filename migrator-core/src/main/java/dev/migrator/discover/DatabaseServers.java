package dev.migrator.discover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.discover.Found.Place.OfDatabase;
import dev.migrator.store.account.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Servers of RDS, Aurora and ElastiCache as sources, where they speak a protocol that can be
/// captured.
final class DatabaseServers {
  /// Stands for a password that is to be given.
  private static final Secret TO_BE_GIVEN = new Secret("");

  /// Stands for a name that is to be given.
  private static final String UNKNOWN_DATABASE = "CHANGE-ME";

  private static final long GIGABYTE = 1L << 30;

  private DatabaseServers() {}

  /// @return empty where it is part of another source, or speaks another protocol, or cannot be
  ///   reached
  static Optional<Found> of(Resource resource) {
    JsonNode json = resource.json();
    return switch (resource.kind()) {
      case "rds/instances" -> instance(resource.name(), json);
      case "rds/clusters" ->
          server(
              resource.name(),
              json,
              json.path("Endpoint").asText(""),
              json.path("Port").asInt(),
              json.path("DatabaseName").asText(""));
      case "elasticache/replication-groups" -> group(resource.name(), json);
      case "elasticache/clusters" -> cache(resource.name(), json);
      case "elasticache/serverless" ->
          redis(
              resource.name(),
              json.path("Endpoint"),
              json.path("Engine").asText(),
              Encryption.TLS,
              SignIn.WITHOUT_PASSWORD);
      default -> Optional.empty();
    };
  }

  private static Optional<Found> instance(String name, JsonNode json) {
    boolean isPartOfAnother =
        json.has("DBClusterIdentifier") || json.has("ReadReplicaSourceDBInstanceIdentifier");
    return isPartOfAnother
        ? Optional.empty()
        : server(
            name,
            json,
            json.path("Endpoint").path("Address").asText(""),
            json.path("Endpoint").path("Port").asInt(),
            json.path("DBName").asText(""));
  }

  private static Optional<Found> server(
      String name, JsonNode json, String host, int port, String database) {
    Protocol protocol = Protocol.ofEngine(json.path("Engine").asText());
    String user = json.path("MasterUsername").asText("");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    return switch (protocol) {
      case POSTGRES ->
          Optional.of(
              found(
                  name,
                  json,
                  new PostgresAddress(
                      host,
                      port,
                      database.isEmpty() ? "postgres" : database,
                      user,
                      TO_BE_GIVEN,
                      Map.of("sslmode", "require"),
                      null,
                      TableFilter.ALL)));
      case MYSQL ->
          Optional.of(
              found(
                  name,
                  json,
                  new MysqlAddress(
                      host,
                      port,
                      database.isEmpty() ? UNKNOWN_DATABASE : database,
                      user,
                      TO_BE_GIVEN,
                      Map.of("ssl-mode", "REQUIRED"),
                      TableFilter.ALL)));
      case REDIS, MEMCACHED, DOCUMENTDB, NEPTUNE, OTHER -> Optional.empty();
    };
  }

  private static Found found(String name, JsonNode json, DatabaseAddress address) {
    long gigabytes = json.path("AllocatedStorage").asLong();
    StringBuilder remark = new StringBuilder();
    remark.append(
        "%s %s".formatted(json.path("Engine").asText(), json.path("EngineVersion").asText()));
    if (gigabytes > 1) {
      remark.append(", %d GiB allocated: at most that much".formatted(gigabytes));
    }
    remark.append(
        "\nThe API does not tell which databases the server has: for each other one, copy this"
            + " source under another name.");
    return new Found(
        name,
        "database",
        new OfDatabase(address),
        Worth.OF_DATABASES,
        OptionalLong.empty(),
        gigabytes > 1 ? OptionalLong.of(gigabytes * GIGABYTE) : OptionalLong.empty(),
        remark.toString());
  }

  /// A group of several shards has no server that holds all: see the lock-in report.
  private static Optional<Found> group(String name, JsonNode json) {
    JsonNode shards = json.path("NodeGroups");
    if (shards.size() != 1) {
      return Optional.empty();
    }
    JsonNode endpoint = shards.path(0).path("PrimaryEndpoint");
    return redis(
        name,
        endpoint.isMissingNode() ? json.path("ConfigurationEndpoint") : endpoint,
        json.path("Engine").asText("redis"),
        json.path("TransitEncryptionEnabled").asBoolean() ? Encryption.TLS : Encryption.NONE,
        json.path("AuthTokenEnabled").asBoolean() ? SignIn.BY_PASSWORD : SignIn.WITHOUT_PASSWORD);
  }

  private static Optional<Found> cache(String name, JsonNode json) {
    if (json.has("ReplicationGroupId")) {
      return Optional.empty();
    }
    return redis(
        name,
        json.path("CacheNodes").path(0).path("Endpoint"),
        json.path("Engine").asText(),
        json.path("TransitEncryptionEnabled").asBoolean() ? Encryption.TLS : Encryption.NONE,
        json.path("AuthTokenEnabled").asBoolean() ? SignIn.BY_PASSWORD : SignIn.WITHOUT_PASSWORD);
  }

  private enum Encryption {
    TLS,
    NONE
  }

  private enum SignIn {
    BY_PASSWORD,
    WITHOUT_PASSWORD
  }

  private static Optional<Found> redis(
      String name, JsonNode endpoint, String engine, Encryption encryption, SignIn signIn) {
    String host = endpoint.path("Address").asText("");
    if (Protocol.ofEngine(engine) != Protocol.REDIS || host.isEmpty()) {
      return Optional.empty();
    }
    RedisAddress address =
        new RedisAddress(
            host,
            endpoint.path("Port").asInt(),
            "",
            signIn == SignIn.BY_PASSWORD ? TO_BE_GIVEN : null,
            null,
            encryption == Encryption.TLS ? new Tls(null) : null);
    return Optional.of(
        new Found(
            name,
            "cache",
            new OfDatabase(address),
            Worth.OF_REDIS,
            OptionalLong.empty(),
            OptionalLong.empty(),
            engine
                + " of ElastiCache; how much it holds only the server tells\nIt answers only within its"
                + " VPC: run from there."));
  }
}
