package dev.migrator.database;

import dev.migrator.model.Credentials;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a database is and how to get in: all that a worker needs to open it for itself.
public sealed interface DatabaseAddress extends Serializable {
  /// All kinds.
  List<String> KINDS = List.of("postgres", "mysql", "redis", "dynamodb");

  /// Those whose tables lie in schemas.
  Set<String> KINDS_WITH_SCHEMAS = Set.of("postgres", "mysql");

  /// One of [#KINDS].
  String kind();

  /// For messages and manifests: no credential in it.
  String label();

  /// Whose rows are captured.
  TableFilter tables();

  /// Whether a database of that kind can be restored to this one.
  default boolean takes(String kind) {
    return kind().equals(kind);
  }

  /// @param host name or address
  /// @param user empty: the operating system's name of this user, as PostgreSQL's clients do
  /// @param password null: none, or that of the password file
  /// @param options of the connection, by PostgreSQL's own names: `sslmode`, `sslrootcert` …
  /// @param passwordFile null for the usual one
  record PostgresAddress(
      String host,
      int port,
      String database,
      String user,
      @Nullable Secret password,
      Map<String, String> options,
      @Nullable String passwordFile,
      TableFilter tables)
      implements DatabaseAddress {

    @Override
    public String kind() {
      return "postgres";
    }

    /// Documents become rows.
    @Override
    public boolean takes(String kind) {
      return kind.equals(kind()) || kind.equals("dynamodb");
    }

    @Override
    public String label() {
      return "postgresql://" + host + ":" + port + "/" + database;
    }
  }

  /// A MySQL or MariaDB server's database (schema).
  ///
  /// @param host name or address
  /// @param password null: none
  /// @param options of the connection, by the clients' own names: `ssl-mode`, `ssl-ca` …
  record MysqlAddress(
      String host,
      int port,
      String database,
      String user,
      @Nullable Secret password,
      Map<String, String> options,
      TableFilter tables)
      implements DatabaseAddress {

    @Override
    public String kind() {
      return "mysql";
    }

    @Override
    public String label() {
      return "mysql://" + host + ":" + port + "/" + database;
    }
  }

  /// @param host name or address
  /// @param user empty: the server's default user
  /// @param password null: none
  /// @param database its number; null for all of the server's
  /// @param tls null for a connection that is not encrypted
  record RedisAddress(
      String host,
      int port,
      String user,
      @Nullable Secret password,
      @Nullable Integer database,
      @Nullable Tls tls)
      implements DatabaseAddress {

    /// @param certificates of the authorities that are trusted, a PEM file; null for those of the
    ///   Java runtime
    public record Tls(@Nullable String certificates) implements Serializable {}

    @Override
    public String kind() {
      return "redis";
    }

    @Override
    public String label() {
      String place = host.contains(":") ? "[" + host + "]" : host;
      return (tls == null ? "redis://" : "rediss://")
          + place
          + ":"
          + port
          + (database == null ? "" : "/" + database);
    }

    /// There are no tables.
    @Override
    public TableFilter tables() {
      return TableFilter.ALL;
    }
  }

  /// Tables of DynamoDB, or of a host that speaks its protocol.
  ///
  /// @param endpoint null for AWS
  /// @param region null: the SDK's default
  /// @param readPercent share of a table's provisioned read capacity that may be used, 1 to 100
  /// @param exports where the host may put exports to a point in time; null for nowhere
  record DynamoAddress(
      @Nullable URI endpoint,
      @Nullable String region,
      Credentials credentials,
      Tables selected,
      int readPercent,
      @Nullable S3Address exports)
      implements DatabaseAddress {

    /// Which tables. Of a target: their names there.
    public sealed interface Tables extends Serializable {

      /// One. As a target: the source has only one, which is to get this name.
      record Named(String name) implements Tables {}

      /// All whose name begins so. As a target: this stands in the place of the source's prefix,
      /// unless it is empty.
      record Prefixed(String prefix) implements Tables {}
    }

    @Override
    public String kind() {
      return "dynamodb";
    }

    @Override
    public String label() {
      String place = endpoint != null ? " at " + endpoint : region == null ? "" : " in " + region;
      return switch (selected) {
        case Tables.Named(String name) -> "dynamodb:" + name + place;
        case Tables.Prefixed(String prefix) -> "dynamodb:" + prefix + "*" + place;
      };
    }

    /// They are chosen by [#selected].
    @Override
    public TableFilter tables() {
      return TableFilter.ALL;
    }
  }
}
