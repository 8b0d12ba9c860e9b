package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Key;
import dev.migrator.model.Rights;
import dev.migrator.model.Rights.Allowance;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import org.junit.jupiter.api.Test;

final class S3RightsTest {
  private static List<Allowance> allowances(String region, String prefix, boolean allVersions) {
    S3Address address =
        new S3Address(
            "media", region, null, false, Key.of(prefix), allVersions, new DefaultCredentials());
    return ((Rights.OfIam) S3Rights.toRead(address)).allowances();
  }

  @Test
  void aPrefixStandsForItselfAlone() {
    assertThat(allowances("us-west-2", "a*b?${x}/", true).getLast().resources())
        .containsExactly("arn:aws:s3:::media/a${*}b${?}${$}{x}/*");
  }

  @Test
  void whoWantsTheLatestNeedsNoRightsOnVersions() {
    assertThat(allowances("us-west-2", "", false).toString())
        .doesNotContain("Version\"", "Versions");
    assertThat(allowances("us-west-2", "", true).getLast().actions())
        .contains("s3:GetObjectVersion");
  }

  @Test
  void otherPartitionsHaveArnsOfTheirOwn() {
    assertThat(allowances("cn-north-1", "", true).getFirst().resources())
        .containsExactly("arn:aws-cn:s3:::media");
    assertThat(allowances("us-gov-west-1", "", true).getFirst().resources())
        .containsExactly("arn:aws-us-gov:s3:::media");
  }
}
