package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.error.MigratorException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      emptyValue = "",
      value = {
        "404, NoSuchKey, '', NOT_FOUND",
        "404, '', '', NOT_FOUND",
        "404, NoSuchBucket, '', NO_SUCH_STORE",
        "301, PermanentRedirect, '', NO_SUCH_STORE",
        "301, '', '', NO_SUCH_STORE",
        "412, PreconditionFailed, '', CHANGED",
        "416, InvalidRange, '', CHANGED",
        "403, AccessDenied, '', FORBIDDEN",
        "403, '', '', FORBIDDEN",
        "400, KMS.DisabledException, '', FORBIDDEN",
        "403, InvalidAccessKeyId, '', ACCOUNT_GONE",
        "403, SignatureDoesNotMatch, '', ACCOUNT_GONE",
        "400, ExpiredToken, '', ACCOUNT_GONE",
        "403, AccountProblem, '', ACCOUNT_GONE",
        "403, AllAccessDisabled, '', ACCOUNT_GONE",
        "401, Unauthorized, '', ACCOUNT_GONE",
        "403, InvalidObjectState, '', ARCHIVED",
        "400, InvalidRequest, 'stored using a form of Server Side Encryption', CUSTOMER_KEY",
        "400, InvalidRequest, 'something else', REJECTED",
        "400, KeyTooLongError, '', REJECTED",
        "501, NotImplemented, '', UNSUPPORTED",
        "405, MethodNotAllowed, '', UNSUPPORTED",
        "503, SlowDown, '', THROTTLED",
        "503, '', '', THROTTLED",
        "429, '', '', THROTTLED",
        "409, BucketAlreadyOwnedByYou, '', EXISTS",
        "500, InternalError, '', UNAVAILABLE",
        "502, '', '', UNAVAILABLE",
        "400, RequestTimeout, '', UNAVAILABLE",
        "403, RequestTimeTooSkewed, '', UNAVAILABLE",
      })
  void theReasonFollowsTheCodeThenTheMessageThenTheStatus(
      int status, String code, String message, Reason reason) {
    assertThat(new Refusal(status, code, message, "", null).reason()).isEqualTo(reason);
  }

  @Test
  void theMessageTellsWhatWasTriedAndAllThatTheHostSaid() {
    MigratorException failure =
        new Refusal(503, "SlowDown", "Please wait", "REQ1", Duration.ofSeconds(7))
            .toFailure("read s3://media/a.jpg", null);
    assertThat(failure)
        .hasMessage(
            "could not read s3://media/a.jpg: HTTP 503 SlowDown, Please wait (request REQ1)");
    assertThat(((StoreException) failure).retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aWrongClockIsNamedInTheHint() {
    assertThat(
            new Refusal(403, "RequestTimeTooSkewed", "", "", null).toFailure("read", null).hint())
        .contains("clock");
  }

  @Test
  void whereTheHostGivesNoReasonTheHintTellsWhatToCheck() {
    assertThat(new Refusal(400, "", "", "", null).toFailure("look at it", null).hint())
        .contains("bucket's name");
  }

  @Test
  void aFullHostIsAMatterOfSpace() {
    assertThat(new Refusal(507, "XMinioStorageFull", "", "", null).toFailure("write", null))
        .isInstanceOf(SpaceException.class);
  }

  @Test
  void retryAfterThatIsNoNumberIsNotBelieved() {
    assertThat(Refusal.retryAfter("120")).isEqualTo(Duration.ofMinutes(2));
    assertThat(Refusal.retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")).isNull();
  }
}
