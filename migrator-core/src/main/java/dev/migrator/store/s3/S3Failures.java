package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.MigratorException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
      throw ClientFailures.of(tried.get(), Objects.requireNonNull(e.getCause()));
    }
  }

  /// @param tried what for, as an infinitive: `list s3://bucket/`
  static MigratorException of(String tried, SdkException failure) {
    return switch (failure) {
      case SdkServiceException refused -> Refusal.of(refused).toFailure(tried, failure);
      default -> ClientFailures.of(tried, failure);
    };
  }

  /// The HTTP status of a refusal, 0 where the host did not answer.
  static int status(SdkException failure) {
    return failure instanceof SdkServiceException refused ? refused.statusCode() : 0;
  }

  /// The host's error code, empty where it gave none.
  static String code(SdkException failure) {
    return failure instanceof AwsServiceException refused ? Refusal.of(refused).code() : "";
  }
}
