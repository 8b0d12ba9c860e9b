package dev.migrator.database.mysql;

import java.sql.Connection;
import java.util.SortedSet;
import java.util.TreeSet;

/// The list of all objects of the current database, but for our own account.
final class SchemaObjects {
  /// A `UNION` without `ALL` takes names that differ only in case for one, on MySQL.
  private static final String QUERY =
      """
      SELECT CONCAT(CASE TABLE_TYPE WHEN 'VIEW' THEN 'view ' WHEN 'SEQUENCE' THEN 'sequence '
        ELSE 'table ' END, TABLE_NAME) FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'migrator_restore_done'
      UNION ALL SELECT CONCAT('column ', c.TABLE_NAME, '.', c.COLUMN_NAME)
        FROM information_schema.COLUMNS c JOIN information_schema.TABLES t
          ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
        WHERE c.TABLE_SCHEMA = DATABASE() AND c.TABLE_NAME <> 'migrator_restore_done'
          AND t.TABLE_TYPE NOT IN ('VIEW', 'SEQUENCE')
      UNION ALL SELECT CONCAT('index ', TABLE_NAME, '.', INDEX_NAME)
        FROM information_schema.STATISTICS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'migrator_restore_done'
      UNION ALL SELECT CONCAT('constraint ', TABLE_NAME, '.', CONSTRAINT_NAME)
        FROM information_schema.TABLE_CONSTRAINTS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'migrator_restore_done'
      UNION ALL SELECT CONCAT(LOWER(ROUTINE_TYPE), ' ', ROUTINE_NAME) FROM information_schema.ROUTINES
        WHERE ROUTINE_SCHEMA = DATABASE()
      UNION ALL SELECT CONCAT('trigger ', TRIGGER_NAME) FROM information_schema.TRIGGERS
        WHERE TRIGGER_SCHEMA = DATABASE()
      UNION ALL SELECT CONCAT('event ', EVENT_NAME) FROM information_schema.EVENTS
        WHERE EVENT_SCHEMA = DATABASE()
      """;

  private SchemaObjects() {}

  /// Kind and name of each, as `table users`.
  static SortedSet<String> ask(Connection connection) {
    return new TreeSet<>(Sql.texts(connection, "its objects", QUERY));
  }
}
