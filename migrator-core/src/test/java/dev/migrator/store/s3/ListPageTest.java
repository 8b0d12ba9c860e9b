package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.store.s3.KeyDecoder.Plus;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ListPageTest {
  @Test
  void timesAreReadInEveryFormThatHostsWrite() throws IOException {
    for (String time :
        new String[] {
          "2026-11-22T01:02:03.045Z",
          "2026-11-22T01:02:03Z",
          "2026-11-22T01:02:03.045678901Z",
          "2024-02-29T23:59:59.999Z"
        }) {
      assertThat(modified(time)).isEqualTo(Instant.parse(time));
    }
  }

  @Test
  void aTimeThatIsNoneIsUnknown() throws IOException {
    assertThat(modified("2026-13-22T01:02:03.045Z")).isNull();
    assertThat(modified("2026-02-30T01:02:03.045Z")).isNull();
    assertThat(modified("yesterday")).isNull();
    assertThat(modified("")).isNull();
  }

  private static @Nullable Instant modified(String time) throws IOException {
    String xml =
        "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>k</Key><LastModified>"
            + time
            + "</LastModified><Size>1</Size></Contents></ListBucketResult>";
    return ListPage.of(XmlNode.parse(xml.getBytes(UTF_8)), new KeyDecoder(() -> Plus.SPACE))
        .entries()
        .getFirst()
        .modified();
  }
}
