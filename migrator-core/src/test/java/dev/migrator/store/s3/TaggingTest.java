package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrator.model.AttributeName;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Script;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What becomes of tags where a host forbids them, does not know them or does not count them. The
/// host behind the hostile one does not count.
@SuppressWarnings("NullAway.Init") // JUnit calls fill() and open() first
final class TaggingTest {
  private static final int OBJECTS = 70;

  private static S3Address bucket;

  private final AtomicInteger asked = new AtomicInteger();
  private HostileS3 hostile;
  private S3Source source;

  @BeforeAll
  static void fill() {
    bucket = TestHost.S3MOCK.bucket("tagging");
    try (S3Client client = S3Clients.open(bucket)) {
      for (int i = 0; i < OBJECTS; i++) {
        String key = "key-%03d".formatted(i);
        client.putObject(
            r -> r.bucket(bucket.bucket()).key(key).tagging("of=" + key),
            RequestBody.fromString("x"));
      }
    }
  }

  @BeforeEach
  void open() {
    hostile = HostileS3.before(RunningHost.of(bucket));
    source = new S3Source(RunningHost.hostOf(hostile).bucket(bucket.bucket(), ""));
  }

  @AfterEach
  void close() {
    source.close();
    hostile.close();
  }

  /// One kind of answer to what asks for tags, another to the rest.
  private void answer(Script tagging, Script rest) {
    hostile.follow((request, number) -> {
      boolean isOfTags = request.isRead("tagging");
      return isOfTags
          ? tagging.faultOf(request, asked.incrementAndGet())
          : rest.faultOf(request, number);
    });
  }

  private static Script always(Fault fault) {
    return (request, number) -> fault;
  }

  private static Script counting() {
    return always(new Fault.Header("Server", "MinIO"));
  }

  @Test
  void eachObjectWhoseTagsAreForbiddenSaysSo() throws Exception {
    answer(always(new Fault.Refuse(403, "AccessDenied")), counting());
    for (Read read : readAll()) {
      assertThat(read.missing())
          .extracting(Missing::attribute, Missing::code)
          .containsExactly(tuple(AttributeName.TAGS, Gap.Code.FORBIDDEN));
    }
  }

  @Test
  void aHostWithoutANotionOfTagsIsAskedOnceAndNoted() throws Exception {
    answer(always(new Fault.Refuse(501, "NotImplemented")), Script.behave());
    assertThat(readAll())
        .allSatisfy(read -> {
          assertThat(read.tags()).isEmpty();
          assertThat(read.missing()).isEmpty();
        });
    assertThat(asked).hasValue(1);
    assertThat(source.describe().notes()).anyMatch(note -> note.contains("no notion of tags"));
  }

  @Test
  void aHostThatSaysThereAreTagsAndDoesNotGiveThemLeavesAGap() throws Exception {
    answer(
        always(new Fault.Refuse(501, "NotImplemented")),
        always(new Fault.Header("x-amz-tagging-count", "1")));
    assertThat(readAll())
        .allSatisfy(read ->
            assertThat(read.missing())
                .extracting(Missing::code)
                .containsExactly(Gap.Code.NOT_TOLD));
  }

  @Test
  void aHostThatSaysThatThereIsNoTagSetHasNone() throws Exception {
    answer(always(new Fault.Refuse(404, "NoSuchTagSet")), Script.behave());
    assertThat(readAll()).allSatisfy(read -> assertThat(read.missing()).isEmpty());
  }

  @Test
  void aHostThatRejectsTheQuestionLosesNoMoreThanTheTags() throws Exception {
    answer(always(new Fault.Refuse(400, "InvalidRequest")), Script.behave());
    assertThat(readAll())
        .allSatisfy(read ->
            assertThat(read.missing())
                .extracting(Missing::code)
                .containsExactly(Gap.Code.NOT_TOLD));
  }

  @Test
  void aHostThatIsKnownToCountAndDoesNotIsFoundOutAtOnce() throws Exception {
    answer(Script.behave(), counting());
    assertThat(readAll())
        .allSatisfy(read -> {
          assertThat(read.tags()).containsExactly(new Tag("of", read.key().text()));
          assertThat(read.missing()).isEmpty();
        });
  }

  @Test
  void aRightThatEndsMidwayIsFoundOutAndSaidOfWhatWasReadBefore() throws Exception {
    answer(
        (request, number) -> number == 1 ? null : new Fault.Refuse(403, "AccessDenied"),
        (request, number) ->
            request.target().contains("key-000")
                ? new Fault.Header("x-amz-tagging-count", "1")
                : null);
    List<Read> all = readAll();
    assertThat(all.getFirst().tags()).hasSize(1);
    List<Read> withGaps = all.stream().filter(read -> !read.missing().isEmpty()).toList();
    assertThat(withGaps).hasSizeGreaterThan(OBJECTS - 40);
    assertThat(withGaps.getFirst().missing())
        .extracting(Missing::code)
        .containsExactly(Gap.Code.FORBIDDEN, Gap.Code.NOT_TOLD);
    assertThat(withGaps.getFirst().missing().getLast().reason()).contains("read before this one");
    assertThat(withGaps.subList(1, withGaps.size()))
        .allSatisfy(read ->
            assertThat(read.missing())
                .extracting(Missing::code)
                .containsExactly(Gap.Code.FORBIDDEN));
  }

  private record Read(Key key, List<Tag> tags, List<Missing> missing) {}

  private List<Read> readAll() throws IOException {
    List<Read> all = new ArrayList<>();
    try (Listing listing = source.list(KeyRange.ALL)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        all.add(read(listed));
      }
    }
    assertThat(all).hasSize(OBJECTS);
    return all;
  }

  private Read read(Listed listed) throws IOException {
    try (ObjectReader reader = source.read(listed)) {
      try (var bytes = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
        bytes.readAllBytes();
      }
      List<Tag> tags = ((ObjectAttributes) reader.attributes()).tags();
      return new Read(listed.key(), tags, reader.missing());
    }
  }
}
