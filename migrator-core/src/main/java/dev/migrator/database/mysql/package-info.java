/// MySQL 8 and MariaDB 10.6 and later, as source and as target. The only place that knows them.
@org.jspecify.annotations.NullMarked
package dev.migrator.database.mysql;
