package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.OpenCut;

/// A MySQL or MariaDB database, to be captured.
public final class MysqlSource implements DatabaseSource {
  private final Connector connector;

  public MysqlSource(MysqlAddress address) {
    this.connector = new Connector(address);
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public void greet() {
    Sql.close(connector.open(Connector.Use.WORDS));
  }

  @Override
  public OpenCut open(int readers) {
    try (SnapshotOpening opening = new SnapshotOpening(connector)) {
      return new CutOpening(connector, opening, readers).open();
    }
  }

  @Override
  public void close() {
    // connections belong to cuts
  }
}
