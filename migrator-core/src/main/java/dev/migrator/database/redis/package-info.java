/// Redis 6.2 and later and Valkey, as source and as target. The only place that knows it.
@org.jspecify.annotations.NullMarked
package dev.migrator.database.redis;
