package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FindingCodeTest {

  @Test
  void theFormatsDocumentListsExactlyTheseCodes() throws IOException {
    List<String> expected =
        Arrays.stream(FindingCode.values())
            .map(code -> "| %s | %s |".formatted(code, code.meaning()))
            .toList();

    try (Stream<String> lines = Files.lines(Path.of("../docs/format.md"))) {
      assertThat(lines.filter(line -> line.startsWith("| V"))).containsExactlyElementsOf(expected);
    }
  }
}
