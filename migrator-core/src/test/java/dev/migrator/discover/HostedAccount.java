package dev.migrator.discover;

import dev.migrator.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// An account at a host that speaks AWS's protocols, to be filled.
@SuppressWarnings("unchecked") // the SDK takes generic consumers as varargs
final class HostedAccount {
  static final String REGION = "eu-west-1";

  /// Stands in all that is secret.
  static final String SECRET = "TOP-SECRET-31415926";

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "ec2.amazonaws.com"}}]}\
      """;

  private final URI endpoint;
  private final StaticCredentialsProvider credentials;

  HostedAccount(URI endpoint, String accessKeyId, String secretAccessKey) {
    this.endpoint = endpoint;
    this.credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(B builder) {
    return builder
        .region(Region.of(REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .httpClientBuilder(AwsClients.httpClient())
        .build();
  }

  /// What every such host has.
  HostedAccount fill() {
    try (S3Client s3 = open(S3Client.builder().forcePathStyle(true))) {
      for (String bucket : new String[] {"parler-media", "parler-access-logs"}) {
        s3.createBucket(
            r -> r.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint(REGION)));
      }
      for (int i = 0; i < 3; i++) {
        String key = "picture-" + i;
        s3.putObject(r -> r.bucket("parler-media").key(key), RequestBody.fromString("12345"));
      }
    }
    fillIdentities();
    fillZone();
    fillSecrets();
    fillMessages();
    return this;
  }

  private void fillIdentities() {
    try (IamClient iam = open(IamClient.builder())) {
      iam.createUser(r -> r.userName("ada"));
      iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(TRUST));
      iam.createOpenIDConnectProvider(r -> r.url("https://issuer.example").clientIDList("deploy"));
      iam.createSAMLProvider(r -> r.name("directory").samlMetadataDocument("x".repeat(1000)));
      iam.createPolicy(r -> r.policyName("read-media").policyDocument(allowing("s3:GetObject")));
    }
  }

  private static String allowing(String actions) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["%s"], "Resource": "*"}]}\
    """
        .formatted(actions.replace(" ", "\", \""));
  }

  private void fillZone() {
    try (Route53Client dns = open(Route53Client.builder())) {
      String zone =
          dns.createHostedZone(r -> r.name("example.com").callerReference("1")).hostedZone().id();
      dns.changeResourceRecordSets(r ->
          r.hostedZoneId(zone)
              .changeBatch(batch ->
                  batch.changes(change ->
                      change
                          .action(ChangeAction.CREATE)
                          .resourceRecordSet(set ->
                              set.name("example.com.")
                                  .type(RRType.MX)
                                  .ttl(300L)
                                  .resourceRecords(v -> v.value("10 mail.example.com"))))));
    }
  }

  private void fillSecrets() {
    try (SecretsManagerClient secrets = open(SecretsManagerClient.builder());
        SsmClient parameters = open(SsmClient.builder());
        KmsClient keys = open(KmsClient.builder())) {
      secrets.createSecret(r -> r.name("prod/db").secretString(SECRET));
      parameters.putParameter(
          r -> r.name("/app/token").value(SECRET).type(ParameterType.SECURE_STRING));
      keys.createKey(r -> r.description("ours"));
    }
  }

  private void fillMessages() {
    try (SqsClient queues = open(SqsClient.builder());
        SnsClient topics = open(SnsClient.builder());
        SesClient mail = open(SesClient.builder())) {
      queues.createQueue(r -> r.queueName("jobs"));
      String topic = topics.createTopic(r -> r.name("news")).topicArn();
      topics.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ada@example.com"));
      mail.verifyEmailIdentity(r -> r.emailAddress("ada@example.com"));
    }
  }

  /// What only some hosts have: tables and servers of databases.
  HostedAccount fillDatabases() {
    try (DynamoDbClient tables = open(DynamoDbClient.builder());
        RdsClient rds = open(RdsClient.builder());
        ElastiCacheClient caches = open(ElastiCacheClient.builder())) {
      tables.createTable(r ->
          r.tableName("Sessions")
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(k -> k.attributeName("id").keyType(KeyType.HASH))
              .attributeDefinitions(
                  a -> a.attributeName("id").attributeType(ScalarAttributeType.S)));
      server(rds, "posts", "postgres");
      server(rds, "ledger", "oracle-ee");
      rds.createDBCluster(r ->
          r.dbClusterIdentifier("shop")
              .engine("aurora-mysql")
              .masterUsername("boss")
              .masterUserPassword(SECRET)
              .databaseName("shop"));
      caches.createReplicationGroup(r ->
          r.replicationGroupId("cache")
              .replicationGroupDescription("sessions")
              .engine("redis")
              .transitEncryptionEnabled(true)
              .authToken(SECRET));
      caches.createCacheCluster(r ->
          r.cacheClusterId("mem")
              .engine("memcached")
              .numCacheNodes(1)
              .cacheNodeType("cache.t3.micro"));
    }
    return this;
  }

  private static void server(RdsClient rds, String name, String engine) {
    rds.createDBInstance(r ->
        r.dbInstanceIdentifier(name)
            .engine(engine)
            .dbInstanceClass("db.t3.micro")
            .allocatedStorage(20)
            .masterUsername("boss")
            .masterUserPassword(SECRET)
            .dbName(name)
            .port(5432));
  }

  /// What only some hosts have: disks, certificates, user pools, distributions, file systems.
  HostedAccount fillOthers() {
    try (Ec2Client machines = open(Ec2Client.builder());
        AcmClient certificates = open(AcmClient.builder())) {
      machines.createVolume(r -> r.availabilityZone(REGION + "a").size(8));
      certificates.requestCertificate(r -> r.domainName("example.com"));
    }
    try (CognitoIdentityProviderClient pools = open(CognitoIdentityProviderClient.builder());
        CloudFrontClient distributions = open(CloudFrontClient.builder())) {
      String pool = pools.createUserPool(r -> r.poolName("people")).userPool().id();
      pools.createUserPoolClient(r -> r.userPoolId(pool).clientName("web").generateSecret(true));
      distributions.createDistribution(r ->
          r.distributionConfig(config ->
              config
                  .callerReference("1")
                  .comment("")
                  .enabled(true)
                  .origins(origins ->
                      origins
                          .quantity(1)
                          .items(origin ->
                              origin
                                  .id("media")
                                  .domainName("parler-media.s3.amazonaws.com")
                                  .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
                                  .customHeaders(headers ->
                                      headers
                                          .quantity(1)
                                          .items(header ->
                                              header.headerName("X-Key").headerValue(SECRET)))))
                  .defaultCacheBehavior(behavior ->
                      behavior.targetOriginId("media").viewerProtocolPolicy("allow-all"))));
    }
    post("/2015-02-01/file-systems", "elasticfilesystem", "{\"CreationToken\": \"shared\"}");
    call(
        "cognito-identity",
        "AWSCognitoIdentityService.CreateIdentityPool",
        "{\"IdentityPoolName\": \"guests\", \"AllowUnauthenticatedIdentities\": true}");
    String contact =
        """
        {"FirstName": "Ada", "LastName": "King", "ContactType": "PERSON", "AddressLine1": "1",
         "City": "London", "CountryCode": "GB", "ZipCode": "1", "PhoneNumber": "+44.1234567",
         "Email": "ada@example.com"}\
        """;
    call(
        "route53domains",
        "Route53Domains_v20140515.RegisterDomain",
        """
        {"DomainName": "parler.com", "DurationInYears": 2, "AdminContact": %1$s,
         "RegistrantContact": %1$s, "TechContact": %1$s}\
        """
            .formatted(contact));
    return this;
  }

  /// Two pages, with services that nothing else tells of.
  HostedAccount fillBill() {
    post(
        "/moto-api/static/ce/cost-and-usage-results",
        "moto",
        "{\"results\": [%s, %s]}"
            .formatted(
                billed("\"NextPageToken\": \"2\", ", "Amazon Redshift", "AWS Lambda"),
                billed("", "AmazonMSK", "Tax")));
    return this;
  }

  private static String billed(String next, String... services) {
    String groups =
        Stream.of(services)
            .map("{\"Keys\": [\"%s\"], \"Metrics\": {}}"::formatted)
            .collect(Collectors.joining(", "));
    return "{%s\"ResultsByTime\": [{\"Groups\": [%s]}]}".formatted(next, groups);
  }

  /// A user who may do this and nothing else.
  ///
  /// @param actions as `s3:* rds:*`
  AccessKey userWith(String actions) {
    try (IamClient iam = open(IamClient.builder())) {
      iam.createUser(r -> r.userName("few"));
      iam.putUserPolicy(r -> r.userName("few").policyName("few").policyDocument(allowing(actions)));
      return iam.createAccessKey(r -> r.userName("few")).accessKey();
    }
  }

  private void call(String service, String target, String body) {
    send("/", service, body, "X-Amz-Target", target);
  }

  /// @param service as signatures name it: hosts choose by it whom to ask
  void post(String path, String service, String body) {
    send(path, service, body);
  }

  private void send(String path, String service, String body, String... headers) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(endpoint.resolve(path))
                      .headers(
                          Stream.concat(Stream.of("Content-Type", "text/plain"), Stream.of(headers))
                              .toArray(String[]::new))
                      .header(
                          "Authorization",
                          "AWS4-HMAC-SHA256 Credential=id/20261126/%s/%s/aws4_request"
                              .formatted(REGION, service))
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException("HTTP " + status + " for " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
