package dev.migrator.store;

import static dev.migrator.store.Powers.need;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [BlobStore] must do.
public abstract class BlobStoreContract {
  private static final int PART_BYTES = 5 << 20;

  protected BlobStore blobs;

  /// An empty place; each call another one.
  protected abstract BlobStore openEmpty();

  /// Whether the host refuses a second [BlobStore#create] of one name.
  protected boolean enforcesAbsence() {
    return true;
  }

  /// Whether the host refuses a [BlobStore#replace] with an old tag.
  protected boolean enforcesTags() {
    return true;
  }

  /// Whether the host lists the unfinished uploads of names that are not known.
  protected boolean listsUploads() {
    return true;
  }

  @BeforeEach
  void open() {
    blobs = openEmpty();
  }

  @AfterEach
  void close() {
    if (blobs != null) {
      blobs.close();
    }
  }

  @Test
  void whatWasPutIsThere() throws IOException {
    blobs.put("data/a", bytes(1000));

    assertThat(read("data/a", 0, 1000)).isEqualTo(bytes(1000));
    assertThat(blobs.find("data/a").orElseThrow().sizeBytes()).isEqualTo(1000);
    assertThat(blobs.find("data/b")).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    blobs.put("empty", new byte[0]);

    assertThat(blobs.find("empty").orElseThrow().sizeBytes()).isZero();
    assertThat(read("empty", 0, 0)).isEmpty();
  }

  @Test
  void aRangeIsExactlyThatRange() throws IOException {
    blobs.put("a", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(read("a", 3, 4)).containsExactly(3, 4, 5, 6);
    assertThat(read("a", 9, 1)).containsExactly(9);
    assertThat(read("a", 5, 0)).isEmpty();
  }

  @Test
  void aRangeBeyondTheEndThrows() {
    blobs.put("a", bytes(10));

    assertThatThrownBy(() -> read("a", 0, 11)).satisfies(e -> hasReason(e, Reason.BAD_BYTES));
    assertThatThrownBy(() -> read("a", 20, 5)).satisfies(e -> hasReason(e, Reason.BAD_BYTES));
  }

  @Test
  void whatIsNotThereCannotBeRead() {
    assertThatThrownBy(() -> read("a", 0, 1)).satisfies(e -> hasReason(e, Reason.NOT_FOUND));
  }

  @Test
  void filesAreListedInByteOrderWithTheirSizes() {
    for (String name : new String[] {"b/x", "b.x", "b-x", "a", "B", "b/w/y"}) {
      blobs.put(name, bytes(name.length()));
    }

    assertThat(blobs.list())
        .extracting(BlobStore.Blob::name)
        .containsExactly("B", "a", "b-x", "b.x", "b/w/y", "b/x");
    assertThat(blobs.list()).allMatch(blob -> blob.sizeBytes() == blob.name().length());
  }

  @Test
  void anUploadAppearsWholeWhenItIsComplete() throws IOException {
    byte[] first = bytes(PART_BYTES);
    byte[] last = bytes(17);
    try (BlobStore.Upload upload = blobs.startUpload("big")) {
      upload.part(first, first.length);
      assertThat(blobs.find("big")).isEmpty();
      upload.part(last, 10);
      upload.complete();
    }

    assertThat(blobs.find("big").orElseThrow().sizeBytes()).isEqualTo(PART_BYTES + 10);
    assertThat(read("big", PART_BYTES - 2, 3))
        .containsExactly(first[PART_BYTES - 2], first[PART_BYTES - 1], last[0]);
  }

  @Test
  void ofAnUploadGivenUpNothingStays() {
    try (BlobStore.Upload upload = blobs.startUpload("big")) {
      upload.part(bytes(PART_BYTES), PART_BYTES);
    }

    assertThat(blobs.find("big")).isEmpty();
    assertThat(blobs.list()).isEmpty();
  }

  @Test
  void anAbortedUploadCannotBeCompleted() {
    need(listsUploads(), "the host lists the uploads of one given name only");
    try (BlobStore.Upload upload = blobs.startUpload("big")) {
      upload.part(bytes(PART_BYTES), PART_BYTES);
      blobs.abortUploads();

      assertThatThrownBy(upload::complete).isInstanceOf(StoreException.class);
    }
    assertThat(blobs.list()).isEmpty();
  }

  @Test
  void deletingTwiceIsHarmless() {
    blobs.put("a", bytes(1));
    blobs.delete("a");
    blobs.delete("a");

    assertThat(blobs.find("a")).isEmpty();
  }

  @Test
  void aNameIsCreatedOnce() throws IOException {
    need(enforcesAbsence(), "the host overlooks If-None-Match");
    String tag = blobs.create("a", bytes(5));

    assertThat(blobs.find("a").orElseThrow().tag()).isEqualTo(tag);
    assertThatThrownBy(() -> blobs.create("a", bytes(6)))
        .satisfies(e -> hasReason(e, Reason.EXISTS));
    assertThat(read("a", 0, 5)).isEqualTo(bytes(5));
  }

  @Test
  void onlyTheHolderOfTheTagReplaces() {
    need(enforcesTags(), "the host overlooks If-Match");
    String first = blobs.create("a", bytes(5));
    String second = blobs.replace("a", first, bytes(6));

    assertThatThrownBy(() -> blobs.replace("a", first, bytes(7)))
        .satisfies(e -> hasReason(e, Reason.CHANGED));
    assertThat(blobs.find("a").orElseThrow().tag()).isEqualTo(second).isNotEqualTo(first);
    blobs.delete("a");
    assertThatThrownBy(() -> blobs.replace("a", second, bytes(7)))
        .satisfies(e -> hasReason(e, Reason.CHANGED));
  }

  @Test
  void aFileJustWrittenIsYoung() {
    blobs.put("a", bytes(1));

    assertThat(blobs.find("a").orElseThrow().age().toSeconds()).isBetween(0L, 600L);
  }

  private byte[] read(String name, long offset, long sizeBytes) throws IOException {
    try (InputStream in = blobs.read(name, new ByteRange(offset, sizeBytes))) {
      return in.readAllBytes();
    }
  }

  private static void hasReason(Throwable e, Reason reason) {
    assertThat(e)
        .isInstanceOfSatisfying(
            StoreException.class, s -> assertThat(s.reason()).isEqualTo(reason));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
