/// DynamoDB and hosts that speak its protocol:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/>.
@org.jspecify.annotations.NullMarked
package dev.migrator.database.dynamodb;
