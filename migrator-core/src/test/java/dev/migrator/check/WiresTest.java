package dev.migrator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WiresTest {
  private static final Mend MEND = new Mend.ByHand("Use it.");

  @Test
  void whatGoesPlainOverANetworkIsWarnedOf() {
    assertThat(Wires.encrypted("db.example", "", MEND))
        .satisfies(check -> assertThat(check.level()).isEqualTo(Level.WARNING))
        .satisfies(check -> assertThat(check.mend()).isEqualTo(MEND));
    assertThat(Wires.encrypted("db.example", "TLSv1.3", MEND).level()).isEqualTo(Level.OK);
    assertThat(Wires.encrypted("127.0.0.1", "", MEND).level()).isEqualTo(Level.OK);
  }
}
