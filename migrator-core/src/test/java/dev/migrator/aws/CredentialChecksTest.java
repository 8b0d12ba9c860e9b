package dev.migrator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.model.Credentials.ProfileCredentials;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

final class CredentialChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Mend MEND =
      Mend.Command.of("aws", "sts", "get-caller-identity", "--profile", "leaving");

  private static Check lasting(Duration time) {
    return CredentialChecks.of(
        AwsSessionCredentials.builder()
            .accessKeyId("AKIA")
            .secretAccessKey("a secret")
            .sessionToken("a token")
            .expirationTime(NOW.plus(time))
            .build(),
        new ProfileCredentials("leaving"),
        NOW);
  }

  @Test
  void howLongTheyLastIsTold() {
    Check check = lasting(Duration.ofMinutes(95));

    assertThat(check.level()).isEqualTo(Level.OK);
    assertThat(check.seen())
        .isEqualTo(
            "access key AKIA until 2026-11-25T07:35:00Z, 1 h 35 min from now, unless it is renewed");
  }

  @Test
  void lessThanAnHourIsAWarning() {
    assertThat(lasting(Duration.ofMinutes(59)).level()).isEqualTo(Level.WARNING);
    assertThat(lasting(Duration.ofMinutes(59)).mend()).isEqualTo(MEND);
  }

  @Test
  void whatHasEndedIsAFailure() {
    assertThat(lasting(Duration.ofMinutes(-1)).level()).isEqualTo(Level.FAILURE);
    assertThat(lasting(Duration.ofMinutes(-1)).mend()).isEqualTo(MEND);
  }

  @Test
  void aProfileThatIsNotThereIsAFailureThatConfiguringMends() {
    Check check = CredentialChecks.of(new ProfileCredentials("no-such-profile"), NOW);

    assertThat(check.level()).isEqualTo(Level.FAILURE);
    assertThat(check.seen()).contains("no-such-profile");
    assertThat(check.mend())
        .isEqualTo(Mend.Command.of("aws", "configure", "--profile", "no-such-profile"));
  }
}
