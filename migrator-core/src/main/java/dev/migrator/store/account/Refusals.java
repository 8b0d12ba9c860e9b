package dev.migrator.store.account;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.MigratorException;
import dev.migrator.store.account.NotRead.Why;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.ServiceMetadata;

/// What it means where a service does not answer (AWS General Reference, "Common errors"; each
/// service spells some in its own way).
final class Refusals {
  private static final Set<String> ABOUT_CREDENTIALS =
      Set.of(
          "AuthFailure",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> WITHOUT_THE_SERVICE =
      Set.of(
          "InvalidAction",
          "NotImplemented",
          "OptInRequired",
          "SubscriptionRequiredException",
          "UnknownOperation",
          "UnknownOperationException",
          "UnsupportedOperation",
          "UnsupportedOperationException");

  private Refusals() {}

  /// @param endpointPrefix of the service that was asked
  static NotRead of(String question, String endpointPrefix, Place place, SdkException failure) {
    Why why = why(endpointPrefix, place, failure);
    return new NotRead(question, place.name(), why, words(question, failure));
  }

  private static Why why(String endpointPrefix, Place place, SdkException failure) {
    if (failure instanceof SdkServiceException refused) {
      return why(code(refused), refused.statusCode());
    }
    boolean isNoHost = hasCause(failure, UnknownHostException.class);
    return isNoHost && !isKnownIn(endpointPrefix, place) ? Why.ABSENT : Why.FAILED;
  }

  private static Why why(String code, int status) {
    if (WITHOUT_THE_SERVICE.contains(code) || status == 501 || (status == 404 && code.isEmpty())) {
      return Why.ABSENT;
    }
    boolean saysForbidden =
        code.contains("AccessDenied")
            || code.contains("NotAuthorized")
            || code.equals("AuthorizationError")
            || code.equals("UnauthorizedOperation");
    return saysForbidden || status == 401 || status == 403 ? Why.FORBIDDEN : Why.FAILED;
  }

  private static boolean isKnownIn(String endpointPrefix, Place place) {
    return place.name().isEmpty()
        || ServiceMetadata.of(endpointPrefix).regions().contains(place.region());
  }

  /// Whether it is the credentials that are refused, or the account: then nothing else will be
  /// answered, or the region is switched off.
  static boolean isAboutCredentials(SdkException failure) {
    return failure instanceof SdkServiceException refused
        && ABOUT_CREDENTIALS.contains(code(refused));
  }

  /// Whether what was asked about has no such part, or is gone by now.
  static boolean isNothingThere(SdkException failure) {
    return failure instanceof SdkServiceException refused
        && (refused.statusCode() == 404 || code(refused).contains("NotFound"))
        && !code(refused).isEmpty();
  }

  private static String words(String question, SdkException failure) {
    if (failure instanceof SdkServiceException refused) {
      String message =
          refused instanceof AwsServiceException aws && aws.awsErrorDetails() != null
              ? Objects.requireNonNullElse(aws.awsErrorDetails().errorMessage(), "")
              : String.valueOf(refused.getMessage());
      String answer = "HTTP %d %s".formatted(refused.statusCode(), code(refused)).strip();
      return message.isEmpty() ? answer : answer + ", " + message.strip();
    }
    MigratorException translated = ClientFailures.of("read " + question, failure);
    return String.valueOf(translated.getMessage());
  }

  static String code(SdkServiceException refused) {
    return refused instanceof AwsServiceException aws && aws.awsErrorDetails() != null
        ? Objects.requireNonNullElse(aws.awsErrorDetails().errorCode(), "")
        : "";
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
