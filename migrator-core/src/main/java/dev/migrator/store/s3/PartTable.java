package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.aws.Parallel;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The parts that an object was uploaded in, by the sizes that the host tells, if it does.
final class PartTable {
  private final S3Bucket bucket;
  private final Listed listed;
  private final int count;

  PartTable(S3Bucket bucket, Listed listed) {
    this.bucket = bucket;
    this.listed = listed;
    count = S3Checks.partCount(listed.etag() == null ? "" : listed.etag());
  }

  /// Where the first and the last part fit, the others are taken to be as large as the first: who
  /// makes the ETag again from the bytes proves it, or finds out by [#requireMeasured(List)].
  ///
  /// @return empty for an object uploaded at once, and where the host does not tell
  List<Part> parts() {
    if (count <= 1) {
      return count == 0 ? List.of() : List.of(new Part(1, listed.sizeBytes(), null));
    }
    return bucket.takeMeasured(listed).orElseGet(this::estimated);
  }

  private List<Part> estimated() {
    long first = partBytes(1);
    long last = listed.sizeBytes() - first * (count - 1);
    if (first <= 0 || first >= listed.sizeBytes()) {
      return List.of();
    }
    return last > 0 && last == partBytes(count) ? uniform(first, last) : measured();
  }

  private List<Part> uniform(long sizeBytes, long last) {
    List<Part> parts = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      parts.add(new Part(number, number == count ? last : sizeBytes, null));
    }
    return List.copyOf(parts);
  }

  /// @return empty where the sizes do not add up
  private List<Part> measured() {
    List<Integer> numbers = IntStream.rangeClosed(1, count).boxed().toList();
    List<Part> parts = Parallel.map(numbers, number -> new Part(number, partBytes(number), null));
    long sum = parts.stream().mapToLong(Part::sizeBytes).sum();
    return sum == listed.sizeBytes() ? parts : List.of();
  }

  /// To be called where the bytes do not fit `parts`, before that is held against them.
  ///
  /// @throws StoreException with reason `BAD_BYTES` if the parts have other sizes: the next reader
  ///   of the object knows these
  void requireMeasured(List<Part> parts) {
    List<Part> measured = measured();
    if (!measured.isEmpty() && !measured.equals(parts)) {
      bucket.keepMeasured(listed, measured);
      throw new StoreException(
          Reason.BAD_BYTES,
          bucket.label(listed)
              + " was uploaded in "
              + count
              + " parts of uneven sizes, which no"
              + " reading can be checked against that did not know them",
          "Read again: the sizes are known now.",
          null);
    }
  }

  private long partBytes(int number) {
    S3Request request = VersionTie.tie(S3Request.head(listed.key()), listed);
    request.query("partNumber", Integer.toString(number));
    Supplier<String> tried =
        () -> "find the size of part " + number + " of " + bucket.label(listed);
    try (S3Answer answer = bucket.calls().call(request, tried)) {
      return answer.header("content-length").map(Long::parseLong).orElse(0L);
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    } catch (StoreException e) {
      if (e.reason() == Reason.UNSUPPORTED || e.reason() == Reason.REJECTED) {
        return 0;
      }
      throw e;
    }
  }
}
