package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.aws.ClientFailures;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.PatientCalls;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Calls a host by AWS's JSON protocol, without the SDK's models: answers stay as they came, with
/// all that they say, and items cost no objects of the SDK's. Safe for many threads at once.
final class Calls implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final DynamoAddress address;
  private final PatientCalls patient;
  private final Wire wire;

  Calls(DynamoAddress address, PatientCalls patient) {
    this.address = address;
    this.patient = patient;
    this.wire = new Wire(address);
  }

  String region() {
    return wire.region();
  }

  boolean isAws() {
    return address.endpoint() == null;
  }

  /// See [Wire#now].
  Instant now() {
    return wire.now();
  }

  /// As the host's last answer told; empty where it does not tell.
  Optional<Instant> hostTime() {
    return wire.hostTime();
  }

  /// Calls until it works, fails for good, or patience ends.
  ///
  /// @param on the table, for messages
  JsonNode call(Service service, String operation, String on, ObjectNode request) {
    return patient.call(() -> once(service, operation, on, request));
  }

  JsonNode call(String operation, String on, ObjectNode request) {
    return call(Service.DYNAMODB, operation, on, request);
  }

  /// Asks until there is an answer.
  <T> T call(Supplier<T> question) {
    return patient.call(question);
  }

  /// Asks until there is an answer, at the pace that the host bears.
  <T> T call(Pace pace, Supplier<T> question) {
    patient.pause(Duration.ofNanos(pace.delay(System.nanoTime())));
    return patient.call(() -> {
      try {
        return question.get();
      } catch (StoreException e) {
        if (e.reason() == Reason.THROTTLED) {
          pace.throttled(System.nanoTime());
        }
        throw e;
      }
    });
  }

  /// Looks again and again, ever less often, until there is something.
  <T> T await(Duration longestPause, Supplier<Optional<T>> look) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      patient.pause(pause);
      pause =
          pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
    }
  }

  /// For what must not be said twice, or is to fail at once.
  JsonNode once(String operation, String on, ObjectNode request) {
    return once(Service.DYNAMODB, operation, on, request);
  }

  private JsonNode once(Service service, String operation, String on, ObjectNode request) {
    byte[] answer = send(service, operation, on, Json.bytes(request));
    try {
      return Json.MAPPER.readTree(answer);
    } catch (IOException e) {
      throw unreadable(operation, on, e);
    }
  }

  /// @return the answer, whole and sound
  byte[] send(String operation, String on, byte[] request) {
    return send(Service.DYNAMODB, operation, on, request);
  }

  private byte[] send(Service service, String operation, String on, byte[] request) {
    String tried = tried(operation, on);
    try {
      Wire.Answer answer = wire.send(service, operation, request);
      if (answer.isSuccess()) {
        return answer.sound(tried);
      }
      Refusal refusal = Refusal.of(answer.status(), answer.body());
      throw refusal.isOfTheClock() && wire.setClock(answer)
          ? toAnotherTime(tried, refusal)
          : refusal.toFailure(tried, service.permission(operation));
    } catch (IOException e) {
      throw ClientFailures.of(tried, e);
    } catch (SdkException e) {
      throw ClientFailures.of(tried, e);
    }
  }

  /// The next attempt is signed with the host's time.
  private static StoreException toAnotherTime(String tried, Refusal refusal) {
    return new StoreException(
        Reason.UNAVAILABLE,
        ClientFailures.cannot(tried, refusal.toString()),
        "Set this machine's clock: it differs too much from the host's.",
        null);
  }

  private String tried(String operation, String on) {
    String where = address.endpoint() == null ? region() : address.endpoint().toString();
    return "%s%s at %s".formatted(operation, on.isEmpty() ? "" : " " + on, where);
  }

  StoreException unreadable(String operation, String on, IOException e) {
    return new StoreException(
        Reason.BAD_BYTES,
        ClientFailures.cannot(tried(operation, on), "the answer is no JSON of DynamoDB's"),
        "Check that the endpoint is DynamoDB, or speaks its protocol.",
        e);
  }

  @Override
  public void close() {
    wire.close();
  }
}
