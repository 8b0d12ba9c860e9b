package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.MigratorException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/// A host's answer other than success:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
///
/// @param code the host's error code; empty where the answer has no body, as that to a HEAD
/// @param requestId empty where the host gave none
record Refusal(
    int status, String code, String message, String requestId, @Nullable Duration retryAfter) {
  private static final Map<Reason, List<String>> CODES =
      Map.of(
          Reason.NOT_FOUND,
          List.of("NoSuchKey", "NoSuchVersion", "NoSuchUpload"),
          Reason.NO_SUCH_STORE,
          List.of(
              "NoSuchBucket",
              "InvalidBucketName",
              "PermanentRedirect",
              "TemporaryRedirect",
              "Redirect",
              "AuthorizationHeaderMalformed",
              "IllegalLocationConstraintException"),
          Reason.CHANGED,
          List.of("PreconditionFailed", "InvalidRange"),
          Reason.ACCOUNT_GONE,
          List.of(
              "InvalidAccessKeyId",
              "SignatureDoesNotMatch",
              "ExpiredToken",
              "ExpiredTokenException",
              "InvalidToken",
              "InvalidClientTokenId",
              "TokenRefreshRequired",
              "AccountProblem",
              "AllAccessDisabled",
              "InvalidSecurity",
              "NotSignedUp",
              "UserSuspended"),
          Reason.ARCHIVED,
          List.of("InvalidObjectState"),
          Reason.UNSUPPORTED,
          List.of("NotImplemented", "MethodNotAllowed", "XNotImplemented", "UnsupportedOperation"),
          Reason.THROTTLED,
          List.of(
              "SlowDown",
              "SlowDownRead",
              "SlowDownWrite",
              "Throttling",
              "ThrottlingException",
              "RequestLimitExceeded",
              "TooManyRequests",
              "BandwidthLimitExceeded"),
          Reason.EXISTS,
          List.of("BucketAlreadyExists", "BucketAlreadyOwnedByYou", "RestoreAlreadyInProgress"),
          Reason.REJECTED,
          List.of("GlacierExpeditedRetrievalNotAvailable"),
          Reason.UNAVAILABLE,
          List.of(
              "InternalError",
              "RequestTimeout",
              "RequestTimeTooSkewed",
              "OperationAborted",
              "ConditionalRequestConflict",
              "BadDigest",
              "IncompleteBody",
              "XAmzContentSHA256Mismatch"));

  private static final Map<String, Reason> BY_CODE =
      CODES.entrySet().stream()
          .flatMap(e -> e.getValue().stream().map(code -> Map.entry(code, e.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  static Refusal of(SdkServiceException failure) {
    AwsErrorDetails details =
        failure instanceof AwsServiceException aws ? aws.awsErrorDetails() : null;
    return new Refusal(
        failure.statusCode(),
        details == null ? "" : Objects.requireNonNullElse(details.errorCode(), ""),
        details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), ""),
        Objects.requireNonNullElse(failure.requestId(), ""),
        retryAfter(details == null ? null : details.sdkHttpResponse()));
  }

  private static @Nullable Duration retryAfter(@Nullable SdkHttpResponse response) {
    return Optional.ofNullable(response)
        .flatMap(r -> r.firstMatchingHeader("Retry-After"))
        .map(Refusal::retryAfter)
        .orElse(null);
  }

  /// @param seconds the header's value; its other form, a date, no S3 host sends
  /// @return null where it is no number
  static @Nullable Duration retryAfter(String seconds) {
    return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
  }

  /// @param tried what for, as an infinitive: `read s3://bucket/key`
  MigratorException toFailure(String tried, @Nullable Throwable cause) {
    String problem = ClientFailures.cannot(tried, toString());
    if (saysFull()) {
      return new SpaceException(
          problem, "Free space at the host or raise the quota, then run again.", cause);
    }
    Reason reason = reason();
    return new StoreException(reason, problem, hint(reason), retryAfter, cause);
  }

  private boolean saysFull() {
    return switch (code) {
      case "QuotaExceeded", "StorageFull", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded" ->
          true;
      default -> status == 507;
    };
  }

  Reason reason() {
    Reason byCode = BY_CODE.get(code);
    return byCode == null ? reasonByMessageOrStatus() : byCode;
  }

  private Reason reasonByMessageOrStatus() {
    if (status == 400 && asksForCustomerKey()) {
      return Reason.CUSTOMER_KEY;
    }
    return code.startsWith("KMS.") ? Reason.FORBIDDEN : reasonByStatus();
  }

  /// The code alone, `InvalidRequest`, stands for many things.
  private boolean asksForCustomerKey() {
    return message.contains("Server Side Encryption") || message.contains("encryption key");
  }

  private Reason reasonByStatus() {
    return switch (status) {
      case 401 -> Reason.ACCOUNT_GONE;
      case 403 -> Reason.FORBIDDEN;
      case 404, 410 -> Reason.NOT_FOUND;
      case 405, 501 -> Reason.UNSUPPORTED;
      case 408 -> Reason.UNAVAILABLE;
      case 412, 416 -> Reason.CHANGED;
      case 429, 503 -> Reason.THROTTLED;
      default -> reasonByStatusClass();
    };
  }

  private Reason reasonByStatusClass() {
    return switch (status / 100) {
      case 3 -> Reason.NO_SUCH_STORE;
      case 4 -> Reason.REJECTED;
      default -> Reason.UNAVAILABLE;
    };
  }

  private String hint(Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> "It was deleted meanwhile, or never there.";
      case NO_SUCH_STORE -> "Check the bucket's name, its region and the endpoint.";
      case CHANGED -> "It was overwritten meanwhile: read the new one.";
      case FORBIDDEN ->
          code.startsWith("KMS.") || message.contains("kms:")
              ? "Give this identity the use of the KMS key, and see that the key is enabled."
              : "Give this identity the permission that the call needs.";
      case ACCOUNT_GONE -> "Check the credentials, and whether the account is still open.";
      case ARCHIVED -> "Restore the object from its archive class first (RestoreObject).";
      case CUSTOMER_KEY -> "Only who holds the customer's key (SSE-C) can read it.";
      case UNSUPPORTED -> "The host does not have this function.";
      case EXISTS -> "Choose another name, or use what is there.";
      case THROTTLED -> "Ask more slowly.";
      case UNAVAILABLE ->
          code.equals("RequestTimeTooSkewed")
              ? "Set this machine's clock: it differs too much from the host's."
              : "Try again later.";
      case BAD_BYTES -> "Read again; if it stays so, the object is damaged at its source.";
      case CHANGING -> "Read it when nobody writes it.";
      case REJECTED ->
          code.isEmpty()
              ? "The host gives no reason: check the bucket's name, its region and the credentials."
              : "The host does not take this request; it will not be repeated.";
    };
  }

  /// For messages: `HTTP 403 AccessDenied, Access Denied (request 4442587FB7D0A2F9)`.
  @Override
  public String toString() {
    return "HTTP "
        + status
        + (code.isEmpty() ? "" : " " + code)
        + (message.isEmpty() ? "" : ", " + message)
        + (requestId.isEmpty() ? "" : " (request " + requestId + ")");
  }
}
