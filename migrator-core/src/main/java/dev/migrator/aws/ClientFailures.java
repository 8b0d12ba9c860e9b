package dev.migrator.aws;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// Translates what goes wrong before a host has answered into failures that a caller can act on.
public final class ClientFailures {
  private ClientFailures() {}

  /// @param tried what for, as an infinitive: `read s3://bucket/key`
  public static MigratorException of(String tried, IOException failure) {
    return Thread.currentThread().isInterrupted()
        ? interrupted(tried, failure)
        : unavailable(tried, failure);
  }

  /// @param tried what for, as an infinitive: `list s3://bucket/`
  /// @param failure no answer of the host
  public static MigratorException of(String tried, SdkException failure) {
    if (failure instanceof AbortedException) {
      return interrupted(tried, failure);
    }
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
    return list < 0 ? message : "no credentials are to be had (" + message.substring(0, list) + ")";
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

  public static String cannot(String tried, String why) {
    return "could not " + tried + ": " + why;
  }
}
