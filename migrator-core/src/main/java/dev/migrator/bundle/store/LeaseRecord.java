package dev.migrator.bundle.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// What `lock.json` says: who holds a bundle, for people and for the next run.
///
/// @param id of one lease, never given twice
/// @param machine see [ThisProcess#machine()]; empty where unknown
/// @param started ISO instant, by the owner's clock
/// @param lifeSeconds after so long without renewal the lease has lapsed
/// @param renewals makes every writing of the file differ from the one before
@JsonIgnoreProperties(ignoreUnknown = true)
record LeaseRecord(
    String id,
    String host,
    long pid,
    String machine,
    String started,
    long lifeSeconds,
    long renewals) {
  /// Every record has this length, so that one may be read while another takes its place.
  static final int STORED_BYTES = 1024;

  private static final int LONGEST_HOST = 255;
  private static final ObjectMapper JSON = new JsonMapper();

  static LeaseRecord ofThisProcess(Duration life, Instant now) {
    String host = ThisProcess.host();
    return new LeaseRecord(
        UUID.randomUUID().toString(),
        host.substring(0, Math.min(host.length(), LONGEST_HOST)),
        ThisProcess.pid(),
        ThisProcess.machine(),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        life.toSeconds(),
        0);
  }

  /// @return empty if the bytes are no such record
  static Optional<LeaseRecord> parse(byte[] bytes) {
    try {
      return Optional.ofNullable(JSON.readValue(bytes, LeaseRecord.class))
          .filter(LeaseRecord::isWhole);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ConstantValue") // Jackson leaves null what the JSON does not name
  private boolean isWhole() {
    return id != null && host != null && machine != null && started != null;
  }

  byte[] bytes() {
    try {
      byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      byte[] padded = Arrays.copyOf(json, Math.max(STORED_BYTES, json.length));
      Arrays.fill(padded, json.length, padded.length, (byte) ' ');
      return padded;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings and numbers is always JSON", e);
    }
  }

  LeaseRecord renewed() {
    return new LeaseRecord(id, host, pid, machine, started, lifeSeconds, renewals + 1);
  }

  Duration life() {
    return Duration.ofSeconds(lifeSeconds);
  }

  /// Whether the owner is certain not to run any more: it ran on this machine and no such process
  /// is left.
  boolean isOwnerGone() {
    return !machine.isEmpty()
        && machine.equals(ThisProcess.machine())
        && ProcessHandle.of(pid).isEmpty();
  }

  String owner() {
    return "process " + pid + " on " + host + " since " + started;
  }
}
