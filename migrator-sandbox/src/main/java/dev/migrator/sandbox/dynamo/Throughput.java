package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much a table or an index may be read and written: what is provisioned, or anything on
/// demand.
final class Throughput {
  /// @param reads a second, in units
  record Units(long reads, long writes) {
    static final Units NONE = new Units(0, 0);

    static Units of(Fields provisioned) {
      Long reads = provisioned.integer("ReadCapacityUnits");
      Long writes = provisioned.integer("WriteCapacityUnits");
      return new Units(reads == null ? 0 : reads, writes == null ? 0 : writes);
    }
  }

  private final Duration burst;
  private Units units = Units.NONE;
  private @Nullable TokenBucket reads;
  private @Nullable TokenBucket writes;
  private int decreases;
  private @Nullable Instant increased;
  private @Nullable Instant decreased;

  /// On demand at first.
  Throughput(Duration burst) {
    this.burst = burst;
  }

  Units units() {
    return units;
  }

  boolean isOnDemand() {
    return reads == null;
  }

  void provision(Units other) {
    if (!isOnDemand()) {
      note(other);
    }
    units = other;
    reads = new TokenBucket(other.reads(), burst);
    writes = new TokenBucket(other.writes(), burst);
  }

  void onDemand() {
    units = Units.NONE;
    reads = null;
    writes = null;
  }

  /// Whether the next read is refused.
  boolean isReadOut() {
    return reads != null && reads.isEmpty();
  }

  boolean isWrittenOut() {
    return writes != null && writes.isEmpty();
  }

  void takeRead(double some) {
    if (reads != null) {
      reads.take(some);
    }
  }

  void takeWrite(double some) {
    if (writes != null) {
      writes.take(some);
    }
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("NumberOfDecreasesToday", decreases);
    if (increased != null) {
      json.put("LastIncreaseDateTime", Json.seconds(increased));
    }
    if (decreased != null) {
      json.put("LastDecreaseDateTime", Json.seconds(decreased));
    }
    return json.put("ReadCapacityUnits", units.reads()).put("WriteCapacityUnits", units.writes());
  }

  private void note(Units other) {
    if (other.reads() > units.reads() || other.writes() > units.writes()) {
      increased = Instant.now();
    }
    if (other.reads() < units.reads() || other.writes() < units.writes()) {
      decreased = Instant.now();
      decreases++;
    }
  }
}
