package dev.migrator.database.dynamodb;

/// A table with everything that a table can have.
final class RichTable {
  static final String NAME = "rich";

  private static final String REQUEST =
      """
      {'TableName':'rich',
       'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},
         {'AttributeName':'at','AttributeType':'N'},{'AttributeName':'mail','AttributeType':'S'}],
       'KeySchema':[{'AttributeName':'id','KeyType':'HASH'},{'AttributeName':'at','KeyType':'RANGE'}],
       'ProvisionedThroughput':{'ReadCapacityUnits':11,'WriteCapacityUnits':12},
       'GlobalSecondaryIndexes':[{'IndexName':'by-mail',
         'KeySchema':[{'AttributeName':'mail','KeyType':'HASH'}],
         'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['x','y']},
         'ProvisionedThroughput':{'ReadCapacityUnits':3,'WriteCapacityUnits':4}}],
       'LocalSecondaryIndexes':[{'IndexName':'local',
         'KeySchema':[{'AttributeName':'id','KeyType':'HASH'},{'AttributeName':'mail','KeyType':'RANGE'}],
         'Projection':{'ProjectionType':'ALL'}}],
       'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_AND_OLD_IMAGES'},
       'TableClass':'STANDARD_INFREQUENT_ACCESS',
       'DeletionProtectionEnabled':true,
       'Tags':[{'Key':'team','Value':'grün'}]}
      """;

  private RichTable() {}

  /// Makes it, with an item. The host has exports.
  static void make(DynamoTables tables) {
    tables.create(DynamoTables.json(REQUEST));
    tables.put(NAME, "{'id':{'S':'a'},'at':{'N':'1'},'mail':{'S':'x'},'ends':{'N':'1'}}");
    tables.keepHistory(NAME);
    tables.call(
        "UpdateTimeToLive",
        "{'TableName':'rich','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ends'}}");
    tables.scaling(
        "RegisterScalableTarget",
        "{'ServiceNamespace':'dynamodb','ResourceId':'table/rich','ScalableDimension':'dynamodb:table:ReadCapacityUnits','MinCapacity':5,'MaxCapacity':50}");
    tables.scaling(
        "PutScalingPolicy",
        "{'ServiceNamespace':'dynamodb','ResourceId':'table/rich','ScalableDimension':'dynamodb:table:ReadCapacityUnits','PolicyName':'p','PolicyType':'TargetTrackingScaling','TargetTrackingScalingPolicyConfiguration':{'TargetValue':70.0,'PredefinedMetricSpecification':{'PredefinedMetricType':'DynamoDBReadCapacityUtilization'}}}");
  }
}
