package dev.migrator.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.store.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows B15 to B17 of the fault matrix: hosts whose listings repeat, go in circles, break off or
/// are none.
@SuppressWarnings("NullAway.Init") // open() comes first
final class S3ListingTest {
  private final SyntheticS3 host = SyntheticS3.start(2500);
  private HostileS3 hostile;
  private S3Source source;

  @BeforeEach
  void open() {
    hostile = HostileS3.before(host);
    source = new S3Source(RunningHost.hostOf(hostile).bucket(SyntheticS3.BUCKET, ""));
  }

  @AfterEach
  void close() {
    source.close();
    hostile.close();
    host.close();
  }

  /// @param document what a listing that is asked for is answered with, by the request's target;
  ///   empty: by the host
  private void answer(UnaryOperator<String> document) {
    hostile.follow((request, number) -> {
      String own = request.isListing() ? document.apply(request.target()) : "";
      return own.isEmpty() ? null : new Fault.Answer(own);
    });
  }

  private static String page(String next, String... keys) {
    StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    for (String key : keys) {
      xml.append("<Contents><Key>" + key + "</Key><Size>1</Size><ETag>x</ETag></Contents>");
    }
    xml.append("<IsTruncated>" + !next.isEmpty() + "</IsTruncated>");
    return xml.append(next.isEmpty() ? "" : token(next)).append("</ListBucketResult>").toString();
  }

  private static String token(String next) {
    return "<NextContinuationToken>" + next + "</NextContinuationToken>";
  }

  /// The token that a target goes on from; empty at the start.
  private static String tokenOf(String target) {
    return target.replaceFirst(".*continuation-token=([^&]*).*|.*", "$1");
  }

  /// Answers by token, where a request for versions is not what is tested.
  private void pages(UnaryOperator<String> byToken) {
    answer(target -> target.contains("list-type=2") ? byToken.apply(tokenOf(target)) : "");
  }

  private List<String> list() {
    List<String> keys = new ArrayList<>();
    try (Listing listing = source.list(KeyRange.ALL)) {
      for (Listed entry = listing.next(); entry != null; entry = listing.next()) {
        keys.add(entry.key().text());
      }
    }
    return keys;
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::list)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_BYTES))
        .hasMessageContaining(why);
  }

  @Test
  void emptyPagesWithMoreBehindThemAreFollowed() {
    pages(token ->
        switch (token) {
          case "" -> page("t1");
          case "t1" -> page("t2", "a");
          case "t2" -> page("t3");
          case "t3" -> page("t4");
          default -> page("", "b");
        });
    assertThat(list()).containsExactly("a", "b");
  }

  @Test
  void aTokenThatLeadsToItselfIsRefused() {
    pages(token -> page("t1"));
    assertRefused("said so before");
  }

  @Test
  void emptyPagesInACircleAreRefused() {
    pages(token -> token.equals("t1") ? page("t2") : page("t1"));
    assertRefused("said so before");
  }

  @Test
  void aPageThatComesAgainIsRefused() {
    pages(token -> token.isEmpty() ? page("t1", "a", "b") : page("t2", "a", "b"));
    assertRefused("a after b");
  }

  @Test
  void aListingThatGoesBackwardsIsRefused() {
    pages(token -> token.isEmpty() ? page("t1", "m", "n") : page("", "c"));
    assertRefused("c after n");
  }

  @Test
  void aListingThatSaysThereIsMoreAndNotWhereIsRefused() {
    pages(token -> page("x", "a").replace(token("x"), ""));
    assertRefused("said so before");
  }

  @Test
  void anAnswerThatIsNoListingIsNotAnEmptyBucket() {
    pages(token -> "<html><body>Welcome</body></html>");
    assertRefused("<html>");
    pages(token -> "<Error><Code>InternalError</Code></Error>");
    assertRefused("<Error>");
  }

  @Test
  void aListingThatMakesNoSenseIsRefused() {
    pages(token -> page("t1", "a").replace("<Size>1<", "<Size>one<"));
    assertRefused("makes no sense");
    pages(token -> page("", "a").replace(">false<", ">trud<"));
    assertRefused("IsTruncated");
    pages(token -> page("", "a%2"));
    assertRefused("makes no sense");
  }

  @Test
  void aListingThatBreaksOffIsRefusedInWhateverWay() {
    for (Fault fault :
        List.of(
            new Fault.Shorten(20), new Fault.Cut(5000), new Fault.Reset(5000), new Fault.Cut(0))) {
      hostile.follow(
          (request, number) -> request.target().contains("continuation-token") ? fault : null);
      assertThatThrownBy(this::list)
          .as(fault.toString())
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason().isTransient()).isTrue());
    }
  }

  @Test
  void aHostThatTakesNoNoticeOfVersionsIsListedWithoutThem() {
    answer(target -> target.contains("versions=") ? page("", "a", "b") : "");
    assertThat(list()).hasSize(2500);
  }

  @Test
  void aControlCharacterThatXmlCannotHoldIsRefused() {
    pages(token -> page("", "a&#x1;b"));
    assertThatThrownBy(this::list).hasMessageContaining("invalid XML character");
  }

  @Test
  void aPlusIsWhatTheHostMeansByIt() {
    String prefix = "<Prefix>%s</Prefix><EncodingType>url<";
    for (String spelled : List.of("+%2B", "%20+", "%20%2B")) {
      answer(target ->
          target.contains("list-type=2")
              ? page("", "a+b", "b").replace("<EncodingType>url<", prefix.formatted(spelled))
              : "");
      try (S3Source fresh =
          new S3Source(RunningHost.hostOf(hostile).bucket(SyntheticS3.BUCKET, ""))) {
        List<String> keys = new ArrayList<>();
        try (Listing listing = fresh.list(KeyRange.ALL)) {
          keys.add(String.valueOf(listing.next()));
        }
        assertThat(keys.getFirst()).as(spelled).contains(spelled.startsWith("+") ? "a b" : "a+b");
      }
    }
  }
}
