package dev.migrator.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  @Test
  void findsNothingWhereAllIsTheSame() {
    assertThat(Comparison.differences(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(new Comparison(2, "the same", List.of()).text()).isEqualTo("the same");
  }

  @Test
  void namesWhatIsMissingAndWhatIsThereInstead() {
    List<String> differences = Comparison.differences(List.of("a", "b"), List.of("a", "c"));

    assertThat(differences).containsExactly("missing: b", "additional: c");
    Comparison comparison = new Comparison(2, "the same", differences);
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.text()).isEqualTo("The hosts differ: missing: b; additional: c");
  }

  @Test
  void namesAFewOfMany() {
    assertThat(Comparison.differences(List.of("a", "b", "c", "d"), List.of())).hasSize(3);
  }

  @Test
  void seesAnotherOrderAndRepetitions() {
    assertThat(Comparison.differences(List.of("a", "b"), List.of("b", "a"))).hasSize(1);
    assertThat(Comparison.differences(List.of("a", "b"), List.of("a", "b", "b"))).hasSize(1);
  }
}
