package dev.migrator.discover;

/// What a managed database speaks, by the name of its engine.
enum Protocol {
  POSTGRES,
  MYSQL,
  REDIS,
  MEMCACHED,
  DOCUMENTDB,
  NEPTUNE,
  OTHER;

  static Protocol ofEngine(String engine) {
    return switch (engine) {
      case "postgres", "aurora-postgresql" -> POSTGRES;
      case "mysql", "mariadb", "aurora", "aurora-mysql" -> MYSQL;
      case "redis", "valkey" -> REDIS;
      case "memcached" -> MEMCACHED;
      case "docdb" -> DOCUMENTDB;
      case "neptune" -> NEPTUNE;
      default -> OTHER;
    };
  }
}
