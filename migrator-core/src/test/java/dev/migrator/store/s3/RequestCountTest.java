package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.ByteRange;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a pass over a flat bucket of plain objects costs on the wire.
final class RequestCountTest {
  private static final int OBJECTS = 4000;
  private static final int PIECES = 8;
  private static final int PAGE_KEYS = 50;

  @Test
  void aFlatBucketIsListedInPiecesAndReadWithHardlyMoreThanARequestAnObject() throws Exception {
    try (SyntheticS3 host = SyntheticS3.start(OBJECTS);
        HostileS3 counting = HostileS3.before(host);
        S3Source source =
            new S3Source(RunningHost.hostOf(counting).bucket(SyntheticS3.BUCKET, ""), PAGE_KEYS)) {
      List<KeyRange> pieces = source.split(KeyRange.ALL, PIECES);
      assertThat(pieces).hasSize(PIECES);
      List<Listed> all = new ArrayList<>();
      for (KeyRange piece : pieces) {
        List<Listed> entries = list(source, piece);
        assertThat(entries).hasSizeBetween(1, OBJECTS / 2);
        all.addAll(entries);
      }
      assertThat(all).hasSize(OBJECTS).extracting(Listed::key).isSorted().doesNotHaveDuplicates();
      assertThat(counting.requests()).isLessThan(OBJECTS / PAGE_KEYS * 2 + PIECES * 10);

      long before = counting.requests();
      for (Listed listed : all) {
        readAndCheck(source, listed);
      }
      assertThat(counting.requests() - before).isBetween((long) OBJECTS, OBJECTS * 11L / 10);
    }
  }

  private static List<Listed> list(S3Source source, KeyRange range) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed entry = listing.next(); entry != null; entry = listing.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// As a snapshot does.
  private static void readAndCheck(S3Source source, Listed listed) throws IOException {
    try (ObjectReader reader = source.read(listed);
        var in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
      byte[] bytes = in.readAllBytes();
      var _ = reader.attributes();
      ContentCheck check = reader.check();
      check.update(bytes, 0, bytes.length);
      check.finish();
      reader.confirmUnchanged();
      assertThat(reader.missing()).isEmpty();
    }
  }
}
