package dev.migrator.database.redis;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.OpenCut;

/// A server of Redis or Valkey, or one database of it, to be captured.
public final class RedisSource implements DatabaseSource {
  private final Connector connector;
  private final Replication replication;

  public RedisSource(RedisAddress address) {
    this.connector = new Connector(address);
    this.replication = new Replication(connector);
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public void greet() {
    connector.open().close();
  }

  @Override
  public OpenCut open(int readers) {
    return new CutOpening(connector, replication, readers).open();
  }

  @Override
  public void close() {
    // connections belong to cuts
  }
}
