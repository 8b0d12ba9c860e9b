package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedKeysTest {
  private final KeysHash hash = new KeysHash();
  private final SavedKeys saved = new SavedKeys("keys.resp", hash);

  private static Command command(String words) {
    return Command.of((Object[]) words.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONFIG SET dir /tmp",
        "EVAL return 0",
        "MODULE LOAD /tmp/evil.so",
        "SLAVEOF evil.example 6379",
        "REPLICAOF evil.example 6379",
        "FLUSHALL",
        "FUNCTION LOAD x",
        "ACL SETUSER evil on nopass ~* +@all",
        "DEBUG SLEEP 100",
        "SHUTDOWN",
        "MIGRATE evil.example 6379 k 0 1000",
        "RESTORE k 0 x",
        "RESTORE k 0 x ABSTTL",
        "RESTORE k 0 x ABSTTL REPLACE",
        "RESTORE other 0 x ABSTTL",
        "SELECT 3",
        "DEL k other",
        "SET k v EX 5",
        "SET migrator:restore x",
        "DEL migrator:restore",
        "RPUSH other x",
        "RPUSH k",
        "HSET k name",
        "ZADD k NX 1 member",
        "XADD k NOMKSTREAM 1-1 a b",
        "XADD k MAXLEN 5 0-1 x y",
        "XADD k * a b",
        "XGROUP DESTROY k g",
        "XGROUP SETID k g 0-0",
        "XCLAIM k g c 0 1-1 TIME 1 RETRYCOUNT 1 FORCE LASTID",
        "PEXPIREAT k 5",
        "APPEND k x"
      })
  void whatMakesNoKeysIsRefused(String hostile) {
    saved.take(command("SELECT 0"));
    saved.take(command("DEL k"));
    assertThatThrownBy(() -> saved.take(command(hostile)))
        .isInstanceOf(BundleDamagedException.class)
        .hasMessageContaining("keys.resp holds a command that does not belong there");
  }

  @Test
  void aPayloadIsAWholeValueOfAModuleAndNothingElse() {
    byte[] value = HexFormat.of().parseHex("07810000000000000401020505017800");
    byte[] good =
        Dump.ofRdb(HexFormat.of().parseHex("0781000000000000040102050501" + "7800"), 11).bytes();
    byte[] text = good.clone();
    text[0] = 0;
    byte[] flipped = good.clone();
    flipped[flipped.length - 1] ^= 1;
    saved.take(Command.of("DEL", "k"));
    for (byte[] bad : List.of(value, text, flipped, new byte[0])) {
      assertThatThrownBy(() -> saved.take(Command.of("RESTORE", "k", 0, bad, "ABSTTL")))
          .isInstanceOf(BundleDamagedException.class);
    }
    assertThatThrownBy(() -> saved.take(Command.of("RESTORE", "k", -1, good, "ABSTTL")))
        .isInstanceOf(BundleDamagedException.class);
    assertThat(saved.take(Command.of("RESTORE", "k", 0, good, "ABSTTL"))).isPresent();
    assertThatThrownBy(() -> saved.take(Command.of("RESTORE", "k", 0, good, "ABSTTL")))
        .isInstanceOf(BundleDamagedException.class);
    saved.end();
    assertThat(hash.sum().rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HPEXPIREAT k 5 FIELDS 2 a",
        "HPEXPIREAT k 5 FIELDS 1 c",
        "HPEXPIREAT k 5 FIELDS 2 a a",
        "HPEXPIREAT k -1 FIELDS 1 a",
        "HPEXPIREAT k 5 NX FIELDS 1 a",
        "HPEXPIREAT k 5 NX 1 a",
        "HPEXPIREAT other 5 FIELDS 1 a",
        "HPEXPIREAT k 5 FIELDS 0",
        "HEXPIREAT k 5 FIELDS 1 a"
      })
  void onlyFieldsOfTheHashBeforeExpire(String hostile) {
    saved.take(command("DEL k"));
    saved.take(command("HSET k a b"));
    assertThatThrownBy(() -> saved.take(command(hostile)))
        .isInstanceOf(BundleDamagedException.class);
  }

  @Test
  void aKeyIsOfOneType() {
    saved.take(command("DEL k"));
    saved.take(command("RPUSH k x"));
    assertThatThrownBy(() -> saved.take(command("SADD k x")))
        .isInstanceOf(BundleDamagedException.class);
  }

  @Test
  void whatIsWrittenIsUnderstoodToTheSameHash() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    KeysHash written = new KeysHash();
    keys(new KeyScript(file::write));
    keys(written);
    RespInput in = new RespInput(new ByteArrayInputStream(file.toByteArray()));
    for (Command one = in.command(); one != null; one = in.command()) {
      assertThat(saved.take(one)).isPresent();
    }
    saved.end();
    assertThat(hash.sum()).isEqualTo(written.sum());
    assertThat(hash.sum().rows()).isEqualTo(4);
  }

  /// A key that is read again, one that is gone after all, and two more.
  private static void keys(KeyVisitor visitor) {
    byte[] key = RespInput.ascii("k");
    visitor.begin(key, KeyType.SET);
    visitor.piece(new Piece.Member(RespInput.ascii("once")));
    visitor.begin(key, KeyType.STRING);
    visitor.piece(new Piece.Text(RespInput.ascii("a")));
    visitor.piece(new Piece.Text(RespInput.ascii("b")));
    visitor.end(KeyVisitor.FOREVER);
    byte[] gone = RespInput.ascii("gone");
    visitor.begin(gone, KeyType.LIST);
    visitor.piece(new Piece.Element(gone));
    visitor.drop(gone);
    visitor.begin(RespInput.ascii("z"), KeyType.SORTED_SET);
    visitor.piece(new Piece.Scored(gone, Double.NEGATIVE_INFINITY));
    visitor.end(5);
    visitor.begin(RespInput.ascii("h"), KeyType.HASH);
    for (int i = 0; i < 1000; i++) {
      byte[] name = RespInput.ascii("field" + i);
      visitor.piece(new Piece.Field(name, gone, i % 3 == 0 ? KeyVisitor.FOREVER : 5 + i % 4));
    }
    visitor.end(KeyVisitor.FOREVER);
    visitor.begin(RespInput.ascii("s"), KeyType.STREAM);
    visitor.piece(new Piece.State(new StreamId(-1, -1), 7, StreamId.ZERO));
    visitor.piece(new Piece.Group(gone, StreamId.ZERO, Piece.UNKNOWN));
    visitor.end(KeyVisitor.FOREVER);
  }

  @Test
  void onlyFunctionsAreLoadedAsFunctions() {
    for (String hostile : List.of("CONFIG SET dir /", "FUNCTION FLUSH", "FUNCTION RESTORE x y")) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      command(hostile).write(file::write);
      assertThatThrownBy(() -> Libraries.parse(file.toByteArray()))
          .isInstanceOf(BundleDamagedException.class)
          .hasMessageContaining("a command that does not belong there");
    }
  }
}
