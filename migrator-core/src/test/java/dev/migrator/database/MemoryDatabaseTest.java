package dev.migrator.database;

final class MemoryDatabaseTest extends DatabaseContract {
  private final MemoryDatabase source = new MemoryDatabase();
  private final MemoryDatabase target = new MemoryDatabase();

  @Override
  protected DatabaseSource source() {
    return source.source();
  }

  @Override
  protected DatabaseTarget target() {
    return target.target();
  }

  @Override
  protected void insert(String table, int number) {
    source.insert(table, "row " + number);
  }
}
