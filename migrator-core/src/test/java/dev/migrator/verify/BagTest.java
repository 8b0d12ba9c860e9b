package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.exceptions.CorruptChecksumException;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle is a bag to the Library of Congress's own validator.
final class BagTest {
  @TempDir Path folder;

  private void validate() throws Exception {
    Bag bag = new BagReader().read(folder);
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isComplete(bag, false);
      verifier.isValid(bag, false);
      BagVerifier.quicklyVerify(bag);
    }
  }

  @Test
  void aBundleIsAValidBag() {
    SampleBundle.rich(folder);

    assertThatCode(this::validate).doesNotThrowAnyException();
  }

  @Test
  void aDamagedBundleIsNone() {
    SampleBundle.rich(folder);
    new Forger(folder).flip(new Forger(folder).path("media/vol-"), 1000);

    assertThatThrownBy(this::validate).isInstanceOf(CorruptChecksumException.class);
  }
}
