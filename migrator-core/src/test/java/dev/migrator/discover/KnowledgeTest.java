package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.discover.Knowledge.Rule;
import dev.migrator.discover.LockIn.Group;
import dev.migrator.discover.LockIn.Member;
import dev.migrator.store.account.Inventory;
import dev.migrator.store.account.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnowledgeTest {
  private static Resource resource(String kind, String name, String json) {
    try {
      return new Resource(
          kind, "eu-west-1", name, new JsonMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static LockIn lockIn(Resource... resources) {
    return LockIn.of(
        new Inventory("1", List.of("eu-west-1"), List.of(resources), List.of()),
        Unasked.of(List.of("Amazon Simple Storage Service", "AWS Support (Business)")));
  }

  @Test
  void eachRuleIsThereOnceAndSaysWhatToDo() {
    List<Rule> rules = Knowledge.ALL.rules();
    assertThat(rules.stream().map(Rule::subject).filter(subject -> !subject.isEmpty()))
        .doesNotHaveDuplicates();
    assertThat(rules).allMatch(rule -> rule.subject().isEmpty() != rule.with().isEmpty());
    assertThat(rules).allMatch(rule -> !rule.what().isBlank() && !rule.now().isBlank());
    assertThat(rules.stream().map(Rule::of).distinct())
        .containsExactlyInAnyOrder(LockInClass.values());
  }

  /// Whatever an account is asked for, the table has a word on it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3/buckets | {} | s3/buckets
          dynamodb/tables | {} | dynamodb/tables
          efs/file-systems | {} | efs/file-systems
          rds/instances | {'Engine': 'postgres'} | rds/instances:postgres
          rds/instances | {'Engine': 'mariadb'} | rds/instances:mysql
          rds/instances | {'Engine': 'sqlserver-ex'} | rds/instances:other
          rds/clusters | {'Engine': 'aurora-postgresql'} | rds/clusters:postgres
          rds/clusters | {'Engine': 'aurora-mysql'} | rds/clusters:mysql
          rds/clusters | {'Engine': 'docdb'} | rds/clusters:documentdb
          rds/clusters | {'Engine': 'neptune'} | rds/clusters:neptune
          rds/clusters | {'Engine': 'future'} | rds/clusters:other
          rds/snapshots | {} | rds/snapshots
          elasticache/replication-groups | {'Engine': 'valkey', 'NodeGroups': [{}]} | elasticache/replication-groups:redis
          elasticache/replication-groups | {'NodeGroups': [{}, {}]} | elasticache/replication-groups:sharded
          elasticache/replication-groups | {'Engine': 'future'} | elasticache/replication-groups:other
          elasticache/clusters | {'Engine': 'redis'} | elasticache/clusters:redis
          elasticache/clusters | {'Engine': 'memcached'} | elasticache/clusters:memcached
          elasticache/serverless | {'Engine': 'valkey'} | elasticache/serverless:redis
          elasticache/serverless | {'Engine': 'memcached'} | elasticache/serverless:memcached
          ec2/instances | {} | ec2/instances
          ec2/volumes | {} | ec2/volumes
          ec2/snapshots | {} | ec2/snapshots
          route53/zones | {} | route53/zones
          route53/domains | {} | route53/domains
          cloudfront/distributions | {} | cloudfront/distributions
          acm/certificates | {'Type': 'AMAZON_ISSUED'} | acm/certificates:issued
          acm/certificates | {'Type': 'IMPORTED'} | acm/certificates:imported
          ses/identities | {} | ses/identities
          iam/users | {} | iam/users
          iam/groups | {} | iam/groups
          iam/roles | {} | iam/roles
          iam/policies | {} | iam/policies
          iam/server-certificates | {} | iam/server-certificates
          iam/oidc-providers | {} | iam/oidc-providers
          iam/saml-providers | {} | iam/saml-providers
          kms/keys | {'KeyMetadata': {'KeyManager': 'CUSTOMER'}} | kms/keys
          secretsmanager/secrets | {} | secretsmanager/secrets
          ssm/parameters | {} | ssm/parameters
          cognito/user-pools | {} | cognito/user-pools
          cognito/identity-pools | {} | cognito/identity-pools
          lambda/functions | {} | lambda/functions
          lambda/event-source-mappings | {} | lambda/event-source-mappings
          sqs/queues | {} | sqs/queues
          sns/topics | {} | sns/topics
          sns/subscriptions | {} | sns/subscriptions
          bill/services | {} | bill/services
          """)
  void aResourceFallsUnderItsRule(String kind, String json, String subject) {
    assertThat(Subject.of(resource(kind, "x", json))).hasValue(subject);
    assertThat(Knowledge.ALL.of(subject)).isPresent();
  }

  @Test
  void whatIsPartOfAnotherResourceOrAwssOwnIsNotToldApart() {
    assertThat(
            Stream.of(
                    resource("rds/instances", "a", "{'DBClusterIdentifier': 'c'}"),
                    resource("elasticache/clusters", "b", "{'ReplicationGroupId': 'g'}"),
                    resource("kms/keys", "c", "{'KeyMetadata': {'KeyManager': 'AWS'}}"))
                .map(Subject::of))
        .containsOnly(Optional.empty());
  }

  @Test
  void aServiceThatOnlyTheBillNamesIsToldApart() {
    assertThat(Unasked.of(List.of("Amazon Redshift", "AWS Lambda", "Tax")).stream())
        .extracting(Resource::name)
        .containsExactly("Amazon Redshift");
  }

  @Test
  void theReportGroupsByClassAndTellsOnceWhatComesWithAKind() {
    LockIn lockIn =
        lockIn(
            resource("iam/users", "ada", "{}"),
            resource("s3/buckets", "media", "{}"),
            resource("s3/buckets", "www", "{}"));
    assertThat(lockIn.of(LockInClass.PORTABLE))
        .singleElement()
        .satisfies(group ->
            assertThat(group.members())
                .containsExactly(new Member("eu-west-1", "media"), new Member("eu-west-1", "www")));
    assertThat(lockIn.of(LockInClass.DIES).stream().map(Group::title))
        .containsExactly("Signed URLs and bucket host names", "IAM users");
    assertThat(lockIn.of(LockInClass.PROPRIETARY)).isEmpty();
  }
}
