package dev.migrator.database.dynamodb;

/// Services of AWS that are called by its JSON protocol (Smithy, "AWS JSON 1.0" and "1.1").
enum Service {
  DYNAMODB("dynamodb", "DynamoDB_20120810", "application/x-amz-json-1.0"),
  AUTOSCALING("application-autoscaling", "AnyScaleFrontendService", "application/x-amz-json-1.1");

  /// In signatures and host names.
  final String signingName;

  /// What stands before the operation's name.
  final String target;

  final String contentType;

  Service(String signingName, String target, String contentType) {
    this.signingName = signingName;
    this.target = target;
    this.contentType = contentType;
  }

  /// As policies name it, for hints.
  String permission(String operation) {
    return signingName + ":" + operation;
  }
}
