/// PostgreSQL 13 and later, as source and as target. The only place that knows it.
@org.jspecify.annotations.NullMarked
package dev.migrator.database.postgres;
