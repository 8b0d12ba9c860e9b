package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.store.s3.BucketQuestions.Question;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Whatever the SDK can ask of a bucket is asked, or left out for a reason.
final class BucketQuestionsTest {
  /// What asks for something about the bucket as a whole.
  private static final String OF_BUCKET =
      "getBucket.*|getPublicAccessBlock|getObjectLockConfiguration"
          + "|listBucket.+Configurations|listMultipartUploads";

  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "getBucketLifecycle", "deprecated: getBucketLifecycleConfiguration tells more",
          "getBucketNotification", "deprecated: getBucketNotificationConfiguration tells more",
          "getBucketAnalyticsConfiguration", "by id; the list has all",
          "getBucketIntelligentTieringConfiguration", "by id; the list has all",
          "getBucketInventoryConfiguration", "by id; the list has all",
          "getBucketMetricsConfiguration", "by id; the list has all");

  @Test
  void everyQuestionOfTheSdkIsAskedOrLeftOutForAReason() {
    Set<String> known =
        Arrays.stream(S3Client.class.getMethods())
            .map(Method::getName)
            .filter(name -> name.matches(OF_BUCKET))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).hasSizeGreaterThan(20);
    Set<String> answeredFor = new TreeSet<>(asked().values());
    answeredFor.addAll(LEFT_OUT.keySet());
    assertThat(answeredFor).containsAll(known);
    assertThat(asked().values()).doesNotContainAnyElementsOf(LEFT_OUT.keySet());
  }

  @Test
  void noQuestionIsAskedTwice() {
    assertThat(asked().values()).doesNotHaveDuplicates();
  }

  /// Name to the method of the SDK that is called.
  private static Map<String, String> asked() {
    Map<String, String> asked = new TreeMap<>();
    BucketQuestions.ALL.forEach((name, question) -> asked.put(name, methodOf(question)));
    return asked;
  }

  private static String methodOf(Question question) {
    StringBuilder called = new StringBuilder();
    S3Client client =
        (S3Client)
            Proxy.newProxyInstance(
                S3Client.class.getClassLoader(),
                new Class<?>[] {S3Client.class},
                (proxy, method, arguments) -> {
                  assertThat(arguments[0]).isInstanceOf(Consumer.class);
                  called.append(method.getName());
                  return null;
                });
    question.apply(client, "bucket");
    return called.toString();
  }
}
