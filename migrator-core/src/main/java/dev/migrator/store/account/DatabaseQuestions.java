package dev.migrator.store.account;

import java.util.List;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// Servers of databases. Clusters are those of Aurora, Neptune and DocumentDB.
final class DatabaseQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "rds/instances",
              "rds",
              List.of("rds:DescribeDBInstances"),
              DatabaseQuestions::instances),
          Question.regional(
              "rds/clusters",
              "rds",
              List.of("rds:DescribeDBClusters"),
              DatabaseQuestions::clusters),
          Question.regional(
              "rds/snapshots",
              "rds",
              List.of("rds:DescribeDBSnapshots"),
              DatabaseQuestions::snapshots),
          Question.regional(
              "elasticache/replication-groups",
              "elasticache",
              List.of("elasticache:DescribeReplicationGroups"),
              DatabaseQuestions::groups),
          Question.regional(
              "elasticache/clusters",
              "elasticache",
              List.of("elasticache:DescribeCacheClusters"),
              DatabaseQuestions::caches),
          Question.regional(
              "elasticache/serverless",
              "elasticache",
              List.of("elasticache:DescribeServerlessCaches"),
              DatabaseQuestions::serverless));

  private DatabaseQuestions() {}

  private static void instances(Place place, Answers answers) {
    try (RdsClient client = place.open(RdsClient.builder())) {
      client
          .describeDBInstancesPaginator()
          .dbInstances()
          .forEach(one -> answers.add(one.dbInstanceIdentifier(), Answers.json(one)));
    }
  }

  private static void clusters(Place place, Answers answers) {
    try (RdsClient client = place.open(RdsClient.builder())) {
      client
          .describeDBClustersPaginator()
          .dbClusters()
          .forEach(one -> answers.add(one.dbClusterIdentifier(), Answers.json(one)));
    }
  }

  /// Those that people made; automatic ones go with their instance.
  private static void snapshots(Place place, Answers answers) {
    try (RdsClient client = place.open(RdsClient.builder())) {
      client
          .describeDBSnapshotsPaginator(r -> r.snapshotType("manual"))
          .dbSnapshots()
          .forEach(one -> answers.add(one.dbSnapshotIdentifier(), Answers.json(one)));
    }
  }

  private static void groups(Place place, Answers answers) {
    try (ElastiCacheClient client = place.open(ElastiCacheClient.builder())) {
      client
          .describeReplicationGroupsPaginator()
          .replicationGroups()
          .forEach(one -> answers.add(one.replicationGroupId(), Answers.json(one)));
    }
  }

  private static void caches(Place place, Answers answers) {
    try (ElastiCacheClient client = place.open(ElastiCacheClient.builder())) {
      client
          .describeCacheClustersPaginator(r -> r.showCacheNodeInfo(true))
          .cacheClusters()
          .forEach(one -> answers.add(one.cacheClusterId(), Answers.json(one)));
    }
  }

  private static void serverless(Place place, Answers answers) {
    try (ElastiCacheClient client = place.open(ElastiCacheClient.builder())) {
      client
          .describeServerlessCachesPaginator(r -> {})
          .serverlessCaches()
          .forEach(one -> answers.add(one.serverlessCacheName(), Answers.json(one)));
    }
  }
}
