package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Progress;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.UsageException;
import dev.migrator.verify.SampleBundle.Item;
import dev.migrator.verify.Verification.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifierTest {
  @TempDir Path folder;

  private Verification verify(Level level) {
    return verify(level, OptionalLong.empty());
  }

  private Verification verify(Level level, OptionalLong commit) {
    return Verifier.verify(new DirectoryStore(folder), commit, level, new Progress());
  }

  @Test
  void aBundleAsWrittenIsSoundToTheLastByte() {
    SampleBundle.rich(folder);

    for (Level level : Level.values()) {
      Verification verification = verify(level);
      assertThat(verification.findings()).isEmpty();
      assertThat(verification.notes()).isEmpty();
      assertThat(verification.isSound()).isTrue();
      assertThat(verification.gaps()).isEqualTo(1);
      assertThat(verification.isComplete()).isFalse();
      assertThat(verification.objects()).isEqualTo(32);
    }
  }

  @Test
  void everyStoredByteIsReadAndReported() {
    SampleBundle.rich(folder);
    Progress progress = new Progress();

    Verification verification =
        Verifier.verify(new DirectoryStore(folder), OptionalLong.empty(), Level.READ, progress);

    long stored =
        new Forger(folder).head().files().values().stream().mapToLong(f -> f.sizeBytes()).sum();
    assertThat(verification.bytesRead()).isGreaterThan(10_000_000).isLessThan(stored + 100_000);
    assertThat(progress.view().bytes()).isEqualTo(verification.bytesRead());
    assertThat(progress.view().objects()).isEqualTo(verification.objects());
  }

  @Test
  void anEarlierCommitIsVerifiedAsOfItself() {
    SampleBundle bundle = new SampleBundle(folder);
    bundle.put("media", "s3", List.of(List.of(Item.object("a", SampleBundle.text("one")))));
    bundle.put("media", "s3", List.of(List.of(Item.object("a", SampleBundle.text("two")))));
    Forger forger = new Forger(folder);
    String newest = forger.paths("vol-").getLast();
    forger.flip(newest, 30);

    assertThat(verify(Level.READ, OptionalLong.of(1)).findings()).isEmpty();
    assertThat(verify(Level.READ, OptionalLong.of(2)).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(FindingCode.V003);
          assertThat(finding.path()).isEqualTo(newest);
          assertThat(finding.source()).isEqualTo("media");
          assertThat(finding.key()).isEqualTo("a");
        });
  }

  @Test
  void onlyTheObjectsInTheDamagedFrameAreAffected() {
    Random random = new Random(3);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      items.add(Item.object("key-" + i, SampleBundle.bytes(random, 700_000)));
    }
    new SampleBundle(folder, new Settings(8 << 20)).put("media", "s3", List.of(items));
    String volume = new Forger(folder).path("vol-");
    new Forger(folder).flip(volume, 1000);

    assertThat(verify(Level.READ).findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.detail())
                .contains("affected are 3 of 8 objects: key-0, key-1, key-2"));
  }

  @Test
  void tagFilesOfTheCommitBeforeAreSound() {
    SampleBundle bundle = SampleBundle.rich(folder);
    Forger forger = new Forger(folder);
    byte[] manifest = forger.read("tagmanifest-sha256.txt");
    byte[] table = forger.read("meta/recover.tsv");
    bundle.commit();
    forger.write("tagmanifest-sha256.txt", manifest);
    forger.write("meta/recover.tsv", table);

    Verification verification = verify(Level.READ);

    assertThat(verification.findings()).isEmpty();
    assertThat(verification.notes()).singleElement().asString().contains("commit before");
  }

  @Test
  void theTextsOfAnotherReleaseAreSoundAndStay() {
    SampleBundle bundle = new SampleBundle(folder);
    bundle.put("media", "s3", List.of(List.of(Item.object("a", SampleBundle.text("one")))));
    Forger forger = new Forger(folder);
    forger.edit("recover.sh", script -> script.replace("#!/bin/sh", "#!/bin/sh\n# of yore"));
    forger.edit("README-RECOVER.txt", text -> "Of yore. " + text);
    forger.restamp();
    byte[] script = forger.read("recover.sh");

    bundle.commit();

    for (Level level : Level.values()) {
      assertThat(verify(level).findings()).isEmpty();
      assertThat(verify(level).notes()).singleElement().asString().contains("recover.sh");
      assertThat(verify(level, OptionalLong.of(1)).findings()).isEmpty();
    }
    assertThat(forger.read("recover.sh")).isEqualTo(script);
  }

  @Test
  void tagFilesMayBeMissingRightAfterTheFirstCommit() {
    new SampleBundle(folder)
        .put("media", "s3", List.of(List.of(Item.object("a", SampleBundle.text("one")))));
    Forger forger = new Forger(folder);
    forger.delete("tagmanifest-sha256.txt");
    forger.delete("bagit.txt");

    assertThat(verify(Level.READ).findings()).isEmpty();
    assertThat(verify(Level.READ).notes()).hasSize(1);
  }

  @Test
  void workInFlightIsSound() {
    SampleBundle.rich(folder);
    Forger forger = new Forger(folder);
    forger.write("data/media/vol-000999.tar.zst", "not finished");
    forger.write("data/media/vol-000001.tar.zst.part", "not finished");
    forger.write("data/media/big/000000099999/p00001.zst", "not finished");
    forger.write("lock.json", "{}");

    Verification verification = verify(Level.READ);

    assertThat(verification.findings()).isEmpty();
    assertThat(verification.notes())
        .containsExactly("3 files are work in flight, which no commit names yet");
  }

  @Test
  void whereNothingIsCommittedThereIsNoBundle() {
    assertThatThrownBy(() -> verify(Level.FAST)).isInstanceOf(NoSuchBundleException.class);
  }

  @Test
  void aCommitThatIsNotThereCannotBeVerified() {
    SampleBundle.rich(folder);

    assertThatThrownBy(() -> verify(Level.FAST, OptionalLong.of(9)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no commit 9");
  }
}
