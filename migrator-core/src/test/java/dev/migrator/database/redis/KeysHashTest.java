package dev.migrator.database.redis;

import static dev.migrator.database.redis.RespInput.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.RowsHash;
import org.junit.jupiter.api.Test;

final class KeysHashTest {
  private static RowsHash hash(KeyType type, long expiry, Piece... pieces) {
    KeysHash hash = new KeysHash();
    hash.begin(ascii("key"), type);
    for (Piece piece : pieces) {
      hash.piece(piece);
    }
    hash.end(expiry);
    return hash.sum();
  }

  private static Piece text(String text) {
    return new Piece.Text(ascii(text));
  }

  private static Piece element(String text) {
    return new Piece.Element(ascii(text));
  }

  private static Piece member(String text) {
    return new Piece.Member(ascii(text));
  }

  @Test
  void aStringMayBeCutAnywhere() {
    assertThat(hash(KeyType.STRING, -1, text("ab"), text("c")))
        .isEqualTo(hash(KeyType.STRING, -1, text("a"), text(""), text("bc")))
        .isNotEqualTo(hash(KeyType.STRING, -1, text("abcd")));
  }

  @Test
  void aListHasAnOrderAndASetHasNone() {
    assertThat(hash(KeyType.LIST, -1, element("a"), element("b")))
        .isNotEqualTo(hash(KeyType.LIST, -1, element("b"), element("a")))
        .isNotEqualTo(hash(KeyType.LIST, -1, element("ab")));
    assertThat(hash(KeyType.SET, -1, member("a"), member("b")))
        .isEqualTo(hash(KeyType.SET, -1, member("b"), member("a")))
        .isNotEqualTo(hash(KeyType.SET, -1, member("a"), member("b"), member("b")));
  }

  @Test
  void typeAndExpiryCount() {
    assertThat(hash(KeyType.STRING, -1, text("a")))
        .isNotEqualTo(hash(KeyType.STRING, 5, text("a")));
    assertThat(hash(KeyType.LIST, -1)).isNotEqualTo(hash(KeyType.SET, -1));
  }

  @Test
  void fieldsAreNotMixedUp() {
    Piece one = new Piece.Field(ascii("ab"), ascii("c"));
    Piece other = new Piece.Field(ascii("a"), ascii("bc"));
    assertThat(hash(KeyType.HASH, -1, one)).isNotEqualTo(hash(KeyType.HASH, -1, other));
  }

  @Test
  void theInstantAtWhichAFieldExpiresCounts() {
    assertThat(hash(KeyType.HASH, -1, field(5)))
        .isEqualTo(hash(KeyType.HASH, -1, field(5)))
        .isNotEqualTo(hash(KeyType.HASH, -1, field(6)))
        .isNotEqualTo(hash(KeyType.HASH, -1, field(KeyVisitor.FOREVER)));
    assertThat(hash(KeyType.HASH, -1, field(KeyVisitor.FOREVER)))
        .isEqualTo(hash(KeyType.HASH, -1, new Piece.Field(ascii("a"), ascii("b"))));
  }

  private static Piece field(long expiresAtMillis) {
    return new Piece.Field(ascii("a"), ascii("b"), expiresAtMillis);
  }

  @Test
  void aPendingEntryCountsWithItsConsumerAndNotWithItsTime() {
    assertThat(hash(KeyType.STREAM, -1, pending("c", 5, 1)))
        .isEqualTo(hash(KeyType.STREAM, -1, pending("c", 9, 1)))
        .isNotEqualTo(hash(KeyType.STREAM, -1, pending("d", 5, 1)))
        .isNotEqualTo(hash(KeyType.STREAM, -1, pending("c", 5, 2)));
  }

  private static Piece pending(String consumer, long atMillis, long times) {
    return new Piece.Pending(ascii("g"), ascii(consumer), StreamId.ZERO, atMillis, times);
  }
}
