package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FittingNamesTest {

  private static List<String> fit(String... names) {
    return new FittingNames(Set.of("ctid")).fit(List.of(names));
  }

  @Test
  void whatFitsStaysAsItIs() {
    String longest = "é".repeat(31) + "x";
    assertThat(fit("a", "A", longest, "it's \"a\""))
        .containsExactly("a", "A", longest, "it's \"a\"");
  }

  @Test
  void whatIsTooLongIsCutBetweenCharactersAndEndsWithAHashOfTheWhole() {
    List<String> names = fit("😀".repeat(16), "😀".repeat(17), "x".repeat(64), "");
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.getBytes(UTF_8).length <= 63);
    assertThat(names.getFirst()).matches("😀{13}_[0-9a-f]{8}");
    assertThat(names.get(2)).matches("x{54}_[0-9a-f]{8}");
    assertThat(names.getLast()).matches("_[0-9a-f]{8}");
    assertThat(fit("😀".repeat(16), "😀".repeat(17), "x".repeat(64), "")).isEqualTo(names);
  }

  @Test
  void whatIsTakenGivesWayToWhatIsThere() {
    FittingNames names = new FittingNames(Set.of("ctid"));
    assertThat(names.fit(List.of("ctid", "a_b"))).element(0).asString().matches("ctid_[0-9a-f]{8}");
    assertThat(names.fit(List.of("a_b"))).first().asString().matches("a_b_[0-9a-f]{8}");
    assertThat(names.fit(List.of("a_b"))).first().asString().matches("a_b_[0-9a-f]{8}");
    assertThat(names.fit(List.of("nul\0"))).first().asString().matches("nul__[0-9a-f]{8}");
  }
}
