package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalTest {

  private static Refusal refusal(int status, String body) {
    return Refusal.of(status, body.getBytes(UTF_8));
  }

  private static Reason reason(String code) {
    return refusal(400, "{\"__type\": \"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(code))
        .reason();
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, NOT_FOUND",
    "TableNotFoundException, NOT_FOUND",
    "AccessDeniedException, FORBIDDEN",
    "UnrecognizedClientException, ACCOUNT_GONE",
    "InvalidSignatureException, ACCOUNT_GONE",
    "ExpiredTokenException, ACCOUNT_GONE",
    "SubscriptionRequiredException, ACCOUNT_GONE",
    "ProvisionedThroughputExceededException, THROTTLED",
    "ThrottlingException, THROTTLED",
    "RequestLimitExceeded, THROTTLED",
    "LimitExceededException, THROTTLED",
    "UnknownOperationException, UNSUPPORTED",
    "ResourceInUseException, EXISTS",
    "InternalServerError, UNAVAILABLE",
    "ValidationException, REJECTED",
    "SomethingNew, REJECTED"
  })
  void theCodeTellsTheReason(String code, Reason reason) {
    assertThat(reason(code)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "301, NO_SUCH_STORE",
    "400, REJECTED",
    "401, ACCOUNT_GONE",
    "403, FORBIDDEN",
    "404, UNSUPPORTED",
    "405, UNSUPPORTED",
    "413, REJECTED",
    "429, THROTTLED",
    "500, UNAVAILABLE",
    "501, UNSUPPORTED",
    "502, UNAVAILABLE",
    "503, THROTTLED"
  })
  void withoutACodeTheStatusDoes(int status, Reason reason) {
    assertThat(refusal(status, "{}").reason()).isEqualTo(reason);
    assertThat(refusal(status, "<html>no</html>").reason()).isEqualTo(reason);
  }

  @Test
  void aCodeCountsMoreThanTheStatus() {
    assertThat(refusal(500, "{\"__type\": \"x#ThrottlingException\"}").reason())
        .isEqualTo(Reason.THROTTLED);
  }

  @Test
  void hostsNameTypeAndMessageInSeveralWays() {
    Refusal refusal = new Refusal(400, "ValidationException", "One or more");
    assertThat(
            refusal(400, "{\"__type\": \"a.b#ValidationException\", \"message\": \"One or more\"}"))
        .isEqualTo(refusal);
    assertThat(refusal(400, "{\"__type\": \"ValidationException\", \"Message\": \"One or more\"}"))
        .isEqualTo(refusal);
    assertThat(refusal(400, "{\"code\": \"ValidationException\", \"message\": \"One or more\"}"))
        .isEqualTo(refusal);
    assertThat(refusal).hasToString("HTTP 400 ValidationException, One or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"__type\": \"x", "{"})
  void anAnswerThatIsNoJsonIsNoneOfDynamoDbs(String body) {
    assertThat(refusal(502, body)).hasToString("HTTP 502, no answer of DynamoDB's");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "\"x\"", "null", "{\"__type\": null, \"message\": {}}"})
  void anotherAnswerSaysNothing(String body) {
    assertThat(refusal(500, body)).hasToString("HTTP 500");
  }

  @Test
  void onlyASignatureOfAnotherTimeIsAboutTheClock() {
    assertThat(
            new Refusal(400, "InvalidSignatureException", "Signature expired: 2…").isOfTheClock())
        .isTrue();
    assertThat(
            new Refusal(400, "InvalidSignatureException", "Signature not yet current: 2…")
                .isOfTheClock())
        .isTrue();
    assertThat(
            new Refusal(400, "InvalidSignatureException", "The request signature we calculated …")
                .isOfTheClock())
        .isFalse();
  }

  @Test
  void theFailureNamesWhatWasTriedAndTheMissingPermission() {
    StoreException failure =
        refusal(400, "{\"__type\": \"x#AccessDeniedException\", \"Message\": \"not you\"}")
            .toFailure("Scan orders at us-east-1", "dynamodb:Scan");
    assertThat(failure)
        .hasMessage("could not Scan orders at us-east-1: HTTP 400 AccessDeniedException, not you");
    assertThat(failure.hint()).isEqualTo("Give this identity the permission dynamodb:Scan.");
    assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void permissionsAreNamedAsInPolicies(Service service) {
    assertThat(service.permission("Scan")).matches("[a-z-]+:Scan");
  }
}
