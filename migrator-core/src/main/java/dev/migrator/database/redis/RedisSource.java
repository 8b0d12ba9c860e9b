package dev.migrator.database.redis;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.OpenCut;
import dev.migrator.database.PatientCalls;

/// A server of Redis or Valkey, or one database of it, to be captured.
public final class RedisSource implements DatabaseSource {
  private final Connector connector;
  private final Replication replication;
  private final PatientCalls calls;

  public RedisSource(RedisAddress address, PatientCalls calls) {
    this.connector = new Connector(address);
    this.replication = new Replication(connector, calls);
    this.calls = calls;
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
    return new CutOpening(connector, replication, calls, readers).open();
  }

  @Override
  public void close() {
    // connections belong to cuts
  }
}
