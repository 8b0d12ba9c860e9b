package dev.migrator.store.s3;

import dev.migrator.aws.SdkJson;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.s3.BucketQuestions.Question;
import dev.migrator.store.s3.WireTap.Tapped;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// Asks a bucket all its questions at once.
final class BucketAnswers {
  private static final int ATTEMPTS = 3;

  private final S3Client client;
  private final String bucket;

  /// @param client with a [WireTap]
  BucketAnswers(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  SortedMap<String, Answer> ask() {
    Map<String, Future<Answer>> asked = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      BucketQuestions.ALL.forEach(
          (name, question) -> asked.put(name, threads.submit(() -> ask(name, question))));
      SortedMap<String, Answer> answers = new TreeMap<>();
      for (Map.Entry<String, Future<Answer>> question : asked.entrySet()) {
        answers.put(question.getKey(), question.getValue().get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "stopped while asking bucket " + bucket + " for its configuration",
          "Run the same command again to go on.",
          e);
    }
  }

  private Answer ask(String name, Question question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return present(WireTap.tap(() -> question.apply(client, bucket)));
      } catch (SdkException e) {
        if (isAbsence(e)) {
          return new Answer.Absent();
        }
        if (!(S3Failures.of("read the " + name + " of bucket " + bucket, e)
            instanceof StoreException failure)) {
          throw e;
        }
        if (!failure.reason().isTransient() || attempt == ATTEMPTS) {
          return refused(failure);
        }
      }
    }
  }

  /// A host that does not know a question may take it for a listing.
  private static Answer present(Tapped<SdkPojo> tapped) {
    return tapped.raw().contains("<ListBucketResult")
        ? new Answer.Unsupported("the host answers with a listing")
        : new Answer.Present(tapped.raw(), SdkJson.of(tapped.answer()));
  }

  /// `NoSuchCORSConfiguration`, `ReplicationConfigurationNotFoundError` and the like.
  private static boolean isAbsence(SdkException e) {
    String code = S3Failures.code(e);
    return S3Failures.status(e) == 404
        && !code.equals("NoSuchBucket")
        && (code.startsWith("NoSuch") || code.contains("NotFound"));
  }

  private static Answer refused(StoreException failure) {
    String reason = String.valueOf(failure.getMessage());
    return switch (failure.reason()) {
      case ACCOUNT_GONE, NO_SUCH_STORE -> throw failure;
      case FORBIDDEN -> new Answer.Forbidden(reason);
      case UNSUPPORTED, REJECTED, EXISTS, ARCHIVED, CUSTOMER_KEY -> new Answer.Unsupported(reason);
      case NOT_FOUND -> new Answer.Absent();
      case CHANGED, CHANGING, THROTTLED, UNAVAILABLE, BAD_BYTES -> new Answer.Failed(reason);
    };
  }
}
