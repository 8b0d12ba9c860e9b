package dev.migrator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.ObjectAttributes;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArchiveStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "STANDARD            | -                   | -                        | AtHand[]",
        "-                   | -                   | -                        | AtHand[]",
        "GLACIER_IR          | -                   | -                        | AtHand[]",
        "GLACIER             | -                   | -                        | Frozen[in=GLACIER]",
        "DEEP_ARCHIVE        | -                   | -                        | Frozen[in=DEEP_ARCHIVE]",
        "GLACIER             | -                   | ongoing-request=\"true\" | Thawing[from=GLACIER]",
        "GLACIER             | -                   | ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2029 00:00:00 GMT\" | AtHand[]",
        "GLACIER             | -                   | ongoing-request=\"false\" | AtHand[]",
        "GLACIER             | -                   | ongoing-request=maybe    | Frozen[in=GLACIER]",
        "GLACIER             | -                   | x ongoing-request=\"false\" | Frozen[in=GLACIER]",
        "INTELLIGENT_TIERING | -                   | -                        | AtHand[]",
        "INTELLIGENT_TIERING | ARCHIVE_ACCESS      | -                        | Frozen[in=ARCHIVE_ACCESS]",
        "INTELLIGENT_TIERING | DEEP_ARCHIVE_ACCESS | -                        | Frozen[in=DEEP_ARCHIVE_ACCESS]",
        "INTELLIGENT_TIERING | ARCHIVE_ACCESS      | ongoing-request=\"true\" | Thawing[from=ARCHIVE_ACCESS]",
        "INTELLIGENT_TIERING | -                   | ongoing-request=\"false\" | AtHand[]",
      })
  void theHeadersSayWhetherAnObjectCanBeRead(
      String storageClass, String status, String restore, String expected) {
    TreeMap<String, String> other = new TreeMap<>();
    if (status != null) {
      other.put("archive-status", status);
    }
    if (restore != null) {
      other.put("restore", restore);
    }
    assertThat(ArchiveState.of(attributes(storageClass, other))).hasToString(expected);
  }

  private static ObjectAttributes attributes(String storageClass, TreeMap<String, String> other) {
    TreeMap<String, String> none = new TreeMap<>();
    return new ObjectAttributes(
        none,
        List.of(),
        List.of(),
        null,
        none,
        null,
        List.of(),
        storageClass,
        null,
        null,
        null,
        other);
  }
}
