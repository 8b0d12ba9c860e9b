package dev.migrator.sandbox.dynamo;

/// An answer that says no, in the words of the real one.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String DYNAMO = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";

  private final int status;
  private final String type;

  private Refusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static Refusal scripted(Fault.Refuse fault) {
    String type = fault.type().contains("#") ? fault.type() : DYNAMO + fault.type();
    return new Refusal(fault.status(), type, fault.message());
  }

  static Refusal of(String exception, String message) {
    return new Refusal(400, DYNAMO + exception, message);
  }

  /// Of the layer that all services of AWS have before them.
  static Refusal protocol(String exception, String message) {
    return new Refusal(400, CORAL + exception, message);
  }

  /// Of Application Auto Scaling, which does not name its namespace.
  static Refusal autoScaling(String exception, String message) {
    return new Refusal(400, exception, message);
  }

  static Refusal serialization(String message) {
    return protocol("SerializationException", message);
  }

  static Refusal unknownOperation() {
    return protocol("UnknownOperationException", "");
  }

  static Refusal validation(String message) {
    return new Refusal(400, "com.amazon.coral.validate#ValidationException", message);
  }

  static Refusal invalid(String rest) {
    return validation("One or more parameter values were invalid: " + rest);
  }

  static Refusal inUse(String rest) {
    return of(
        "ResourceInUseException", "Attempt to change a resource which is still in use: " + rest);
  }

  static Refusal notFound(String message) {
    return of("ResourceNotFoundException", message);
  }

  static Refusal throttled() {
    return of(
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded. Consider"
            + " increasing your provisioning level with the UpdateTable API.");
  }

  /// A fault of the sandbox itself, which a client sees as one of the service.
  static Refusal internal(RuntimeException fault) {
    return new Refusal(500, DYNAMO + "InternalServerError", fault.toString());
  }

  /// What the real one can do and this one cannot: better said than done wrong.
  static Refusal unsupported(String what) {
    return validation(what + " is not supported by the sandbox's DynamoDB");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
