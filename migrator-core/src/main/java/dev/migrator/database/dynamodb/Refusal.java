package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A host's answer other than success (Amazon DynamoDB, "Error handling").
///
/// @param code name of the exception; empty where the answer has none
record Refusal(int status, String code, String message) {
  private static final int SERVER_ERROR = 500;

  private static final Map<Reason, List<String>> CODES =
      Map.of(
          Reason.NOT_FOUND,
          List.of("ResourceNotFoundException", "TableNotFoundException", "PolicyNotFoundException"),
          Reason.FORBIDDEN,
          List.of("AccessDeniedException", "AccessDenied", "KMSAccessDeniedException"),
          Reason.ACCOUNT_GONE,
          List.of(
              "UnrecognizedClientException",
              "InvalidClientTokenId",
              "InvalidSignatureException",
              "ExpiredTokenException",
              "ExpiredToken",
              "MissingAuthenticationTokenException",
              "MissingAuthenticationToken",
              "IncompleteSignatureException",
              "SubscriptionRequiredException",
              "OptInRequired"),
          Reason.THROTTLED,
          List.of(
              "ThrottlingException",
              "Throttling",
              "ProvisionedThroughputExceededException",
              "RequestLimitExceeded",
              "LimitExceededException",
              "TooManyRequestsException"),
          Reason.UNSUPPORTED,
          List.of("UnknownOperationException", "UnknownOperation", "InvalidAction"),
          Reason.EXISTS,
          List.of("ResourceInUseException", "TableAlreadyExistsException"),
          Reason.UNAVAILABLE,
          List.of("InternalServerError", "InternalFailure", "ServiceUnavailable"));

  private static final Map<String, Reason> BY_CODE =
      CODES.entrySet().stream()
          .flatMap(e -> e.getValue().stream().map(code -> Map.entry(code, e.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  static Refusal of(int status, byte[] body) {
    try {
      JsonNode answer = Json.MAPPER.readTree(body);
      String type = answer.path("__type").asText(answer.path("code").asText(""));
      String message = answer.path("message").asText(answer.path("Message").asText(""));
      return new Refusal(status, type.substring(type.indexOf('#') + 1), message);
    } catch (IOException _) {
      return new Refusal(status, "", "no answer of DynamoDB's"); // of a proxy: its status counts
    }
  }

  Reason reason() {
    Reason byCode = BY_CODE.get(code);
    return byCode == null ? reasonByStatus() : byCode;
  }

  private Reason reasonByStatus() {
    return switch (status) {
      case 401 -> Reason.ACCOUNT_GONE;
      case 403 -> Reason.FORBIDDEN;
      case 404, 405, 501 -> Reason.UNSUPPORTED;
      case 429, 503 -> Reason.THROTTLED;
      default ->
          status >= SERVER_ERROR
              ? Reason.UNAVAILABLE
              : status / 100 == 3 ? Reason.NO_SUCH_STORE : Reason.REJECTED;
    };
  }

  boolean isOfTheClock() {
    return code.equals("InvalidSignatureException") && message.startsWith("Signature");
  }

  /// @param tried what for, as an infinitive
  /// @param permission that the call needs
  StoreException toFailure(String tried, String permission) {
    Reason reason = reason();
    return new StoreException(
        reason, ClientFailures.cannot(tried, toString()), hint(reason, permission), null);
  }

  private String hint(Reason reason, String permission) {
    return switch (reason) {
      case NOT_FOUND -> "Check the table's name and the region; it may have been deleted.";
      case FORBIDDEN -> "Give this identity the permission %s.".formatted(permission);
      case ACCOUNT_GONE ->
          "Check the credentials, this machine's clock, and whether the account is still open.";
      case THROTTLED -> "Raise the table's capacity, or let nobody else use it.";
      case UNSUPPORTED -> "The host does not have this function; check the endpoint.";
      case EXISTS -> "Wait until the host is done with the table.";
      case NO_SUCH_STORE -> "Check the endpoint.";
      case CHANGED, ARCHIVED, CUSTOMER_KEY, UNAVAILABLE, BAD_BYTES, CHANGING -> "Try again later.";
      case REJECTED ->
          code.isEmpty()
              ? "Check that the endpoint is DynamoDB, or speaks its protocol."
              : "See the host's message.";
    };
  }

  /// For messages: `HTTP 400 ValidationException, One or more …`.
  @Override
  public String toString() {
    return "HTTP %d%s%s"
        .formatted(
            status, code.isEmpty() ? "" : " " + code, message.isEmpty() ? "" : ", " + message);
  }
}
