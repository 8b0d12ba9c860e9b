package dev.migrator.store.s3;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Translates what the SDK and the network throw into failures that a caller can act on.
final class S3Failures {
  private S3Failures() {}

  /// Makes one call of the SDK.
  ///
  /// @param tried what for, as an infinitive: `list s3://bucket/`
  static <T> T call(Supplier<String> tried, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(tried.get(), e);
    } catch (UncheckedIOException e) {
      throw of(tried.get(), Objects.requireNonNull(e.getCause()));
    }
  }

  /// @param tried what for, as an infinitive: `list s3://bucket/`
  static MigratorException of(String tried, SdkException failure) {
    return switch (failure) {
      case SdkServiceException refused -> Refusal.of(refused).toFailure(tried, failure);
      case AbortedException _ -> interrupted(tried, failure);
      default -> ofClient(tried, failure);
    };
  }

  /// @param tried what for, as an infinitive: `read s3://bucket/key`
  static MigratorException of(String tried, IOException failure) {
    return Thread.currentThread().isInterrupted()
        ? interrupted(tried, failure)
        : unavailable(tried, failure);
  }

  /// The HTTP status of a refusal, 0 where the host did not answer.
  static int status(SdkException failure) {
    return failure instanceof SdkServiceException refused ? refused.statusCode() : 0;
  }

  /// The host's error code, empty where it gave none.
  static String code(SdkException failure) {
    return failure instanceof AwsServiceException refused ? Refusal.of(refused).code() : "";
  }

  private static MigratorException ofClient(String tried, SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("credentials")) {
      return new StoreException(
          Reason.ACCOUNT_GONE,
          cannot(tried, shortened(message)),
          "Give credentials in the estate file, in the environment (AWS_ACCESS_KEY_ID,"
              + " AWS_SECRET_ACCESS_KEY) or in a profile.",
          failure);
    }
    if (message.contains("checksum")) {
      return new StoreException(
          Reason.BAD_BYTES,
          cannot(tried, message),
          "Read again; if it stays so, the object is damaged at its source.",
          failure);
    }
    return Thread.currentThread().isInterrupted()
        ? interrupted(tried, failure)
        : unavailable(tried, failure);
  }

  /// Without the list of every provider that was asked, which is a screen long.
  private static String shortened(String message) {
    int list = message.indexOf(" from any of the providers in the chain");
    return list < 0 ? message : "there are none (" + message.substring(0, list) + ")";
  }

  private static MigratorException unavailable(String tried, Exception failure) {
    Throwable cause = deepest(failure);
    return new StoreException(
        Reason.UNAVAILABLE, cannot(tried, describe(cause)), hint(cause), failure);
  }

  private static MigratorException interrupted(String tried, Exception failure) {
    return new InterruptedRunException(
        "stopped before it could " + tried, "Run the same command again to go on.", failure);
  }

  private static String hint(Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "Check the endpoint's name and this machine's DNS.";
      case SSLException _ -> "Check the endpoint's certificate, and that it speaks TLS.";
      case SdkClientException _, IOException _ ->
          "Check that the endpoint is reachable, then try again.";
      default -> "Try again; if it stays so, check the endpoint.";
    };
  }

  private static String describe(Throwable cause) {
    return cause.getClass().getSimpleName() + ", " + cause.getMessage();
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static String cannot(String tried, String why) {
    return "could not " + tried + ": " + why;
  }
}
