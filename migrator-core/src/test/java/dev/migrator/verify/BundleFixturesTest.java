package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.Migrator;
import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.Target;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.verify.GoldenBundle.Put;
import dev.migrator.verify.Verification.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bundles that former releases wrote are read as they were meant, and bad ones told by their
/// codes.
final class BundleFixturesTest {
  @TempDir Path folder;

  static List<String> good() throws IOException {
    return BundleFixtures.names("good");
  }

  static List<String> bad() throws IOException {
    return BundleFixtures.names("bad");
  }

  private static Verification verify(Path bundle, OptionalLong commit) {
    return Verifier.verify(new DirectoryStore(bundle), commit, Level.READ, new Progress());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadBundleIsToldByTheCodeThatItsNameBeginsWith(String name) {
    assertThat(verify(BundleFixtures.folder("bad", name), OptionalLong.empty()).findings())
        .extracting(finding -> finding.code().name())
        .isNotEmpty()
        .containsOnly(name.substring(0, 4));
  }

  @Test
  void everyCodeThatBytesCanShowHasABadBundle() throws IOException {
    assertThat(bad())
        .extracting(name -> name.substring(0, 4))
        .containsAll(
            Stream.of(FindingCode.values())
                .filter(code -> code != FindingCode.V008)
                .map(FindingCode::name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodBundleIsSoundAsOfEveryCommit(String name) {
    Path bundle = BundleFixtures.folder("good", name);
    try (Bundle opened = Bundle.open(new DirectoryStore(bundle))) {
      assertThat(opened.commits()).isNotEmpty();
      for (long commit : opened.commits()) {
        assertThat(verify(bundle, OptionalLong.of(commit)).findings()).isEmpty();
      }
    }
  }

  @Test
  void everyEntryIsReadAsItWasPutIn() throws IOException {
    try (Bundle bundle =
        Bundle.open(new DirectoryStore(BundleFixtures.folder("good", "everything")))) {
      List<Put> media = new ArrayList<>(GoldenBundle.lower());
      assertSame(bundle, bundle.commit(1), "media", media);
      media.addAll(GoldenBundle.upper());
      assertSame(bundle, bundle.head(), "media", media);
      assertSame(bundle, bundle.head(), "www", GoldenBundle.tree());
      assertThat(bundle.description(bundle.head(), "media")).contains(GoldenBundle.BUCKET);
      assertThat(bundle.commit(1).stopped()).isEqualTo("the account is gone");
    }
  }

  private static void assertSame(Bundle bundle, Commit commit, String source, List<Put> expected)
      throws IOException {
    try (EntryReader entries = bundle.entries(commit, source, KeyRange.ALL)) {
      for (Put put : expected) {
        Entry entry = entries.next();
        assertThat(entry).as(put.listed().label()).isNotNull();
        assertThat(entry.listed()).isEqualTo(put.listed());
        assertThat(entry.attributes()).isEqualTo(put.attributes());
        assertThat(entry.drift()).isEqualTo(put.drift());
        assertThat(entry.gaps()).isEqualTo(put.missing());
        assertContent(bundle, entry, put);
      }
      assertThat(entries.next()).isNull();
    }
  }

  private static void assertContent(Bundle bundle, Entry entry, Put put) throws IOException {
    if (put.content() == null) {
      assertThat(entry.content()).isNull();
      return;
    }
    assertThat(entry.content().proof()).isEqualTo(put.proof());
    try (InputStream in = bundle.bytes(entry)) {
      assertThat(in.readAllBytes()).isEqualTo(put.content());
    }
  }

  @Test
  void everyGapIsToldAsItWasPutIn() {
    try (Bundle bundle =
        Bundle.open(new DirectoryStore(BundleFixtures.folder("good", "everything")))) {
      assertThat(gaps(bundle, bundle.commit(1)))
          .containsExactly(
              "media OfSource[attribute=lifecycle] UNREADABLE 500 ten times",
              "media OfSource[attribute=policy] FORBIDDEN the host said no",
              "media OfRange[range=[m .. end)] ACCOUNT_GONE the account is gone");
      assertThat(gaps(bundle, bundle.head()))
          .containsExactly(
              "media OfSource[attribute=lifecycle] UNREADABLE 500 ten times",
              "media OfSource[attribute=policy] FORBIDDEN the host said no",
              "media OfKey[key=o/secret, versionId=null, attribute=null] FORBIDDEN the host said no",
              "media OfKey[key=q/attributes, versionId=v\u00e9, attribute=acl] NOT_TOLD the host"
                  + " said no",
              "www OfKey[key=pipe, versionId=null, attribute=null] SPECIAL_FILE the host said no");
    }
  }

  private static List<String> gaps(Bundle bundle, Commit commit) {
    List<Gap> gaps = new ArrayList<>();
    bundle.gaps(commit, null, gaps::add);
    return gaps.stream()
        .map(gap -> "%s %s %s %s".formatted(gap.source(), gap.scope(), gap.code(), gap.reason()))
        .toList();
  }

  @Test
  void everythingIsRestoredReadBackAndEqual() throws IOException {
    Targets targets = new Targets(new TreeMap<>());
    for (String source : List.of("media", "www")) {
      FilesAddress address = new FilesAddress(folder.resolve(source).toString());
      targets.bySource().put(source, new Target(address, Creation.ALLOWED));
    }
    RestoreReport report =
        new Migrator()
            .restore(
                new RestoreRequest(
                    new FilesAddress(BundleFixtures.folder("good", "everything").toString()),
                    OptionalLong.empty(),
                    targets,
                    List.of(),
                    Nonempty.REFUSE,
                    2),
                forecasts -> {},
                new Progress(),
                new StopSignal());

    report
        .sources()
        .forEach((source, one) -> {
          assertThat(one.damaged().first()).as(source).isEmpty();
          assertThat(one.differences().first()).as(source).isEmpty();
          assertThat(one.conflicts().first()).as(source).isEmpty();
          assertThat(one.withoutBytes().count()).as(source).isEqualTo(1);
        });
    assertThat(folder.resolve("www/bin/run.sh")).hasContent("#!/bin/sh");
    assertThat(Files.readSymbolicLink(folder.resolve("www/latest"))).hasToString("../out side");
    for (Put put : GoldenBundle.lower()) {
      if (put.listed().key().text().matches("[A-Za-z0-9 -]+")) {
        assertThat(folder.resolve("media").resolve(put.listed().key().text()))
            .hasBinaryContent(put.content());
      }
    }
  }
}
