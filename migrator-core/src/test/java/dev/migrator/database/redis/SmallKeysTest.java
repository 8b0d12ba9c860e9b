package dev.migrator.database.redis;

import static dev.migrator.database.redis.RespInput.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.Chunk;
import dev.migrator.database.OpenCut;
import dev.migrator.database.Patience;
import dev.migrator.database.RowsHash;
import dev.migrator.database.redis.RedisHost.Version;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys by their `DUMP`, and by the commands of their types where there is none.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class SmallKeysTest {
  private static final byte[] TEXT = HexFormat.of().parseHex("000176"); // the string "v"

  private static RowsHash scan(RedisHost host, String... withoutRights) {
    List<String> rights = new ArrayList<>(List.of(withoutRights));
    rights.add("psync");
    try (OpenCut cut =
        new RedisSource(host.withoutRight(rights.toArray(String[]::new)), Patience.OF_NO_RUN)
            .open(2)) {
      return copy(cut);
    }
  }

  private static RowsHash copy(OpenCut cut) {
    RowsHash sum = RowsHash.NONE;
    for (Chunk chunk : cut.chunks()) {
      sum = sum.plus(cut.copy(chunk, (bytes, offset, length) -> {}));
    }
    assertThat(cut.end().omissions()).isEmpty();
    return sum;
  }

  private static boolean wasAsked(RedisHost host, String command) {
    return host.call("INFO", "commandstats").text().contains("cmdstat_" + command + ":calls=");
  }

  @ParameterizedTest
  @EnumSource
  void itIsWhatTheCommandsOfTheTypesTell(Version version) {
    try (RedisHost host = RedisHost.start(version)) {
      HostileKeys.fill(host);
      if (version == Version.SIX) {
        host.call("PERSIST", "until"); // it does not tell the same twice
      }
      if (version == Version.REDIS_8 || version == Version.VALKEY_9) {
        long later = System.currentTimeMillis() + 86_400_123;
        host.call("HPEXPIREAT", "hash", later, "FIELDS", 2, "a", "");
        host.call("HSET", "all expire", "a", 1);
        host.call("HPEXPIREAT", "all expire", later, "FIELDS", 1, "a");
      }
      host.call("CONFIG", "RESETSTAT");
      RowsHash dumped = scan(host);
      assertThat(wasAsked(host, "dump")).isTrue();
      assertThat(wasAsked(host, "get")).isFalse();
      assertThat(wasAsked(host, "smembers")).isFalse();
      assertThat(scan(host, "dump")).isEqualTo(dumped);
      assertThat(wasAsked(host, "smembers")).isTrue();
      assertThat(scan(host, "memory")).isEqualTo(dumped);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIX", "INSTALLED"})
  void aKeyIsReadAsItIsWhenItsTurnComes(Version version) {
    try (RedisHost host = RedisHost.start(version)) {
      for (String key : List.of("stays", "goes", "turns", "grows", "expires")) {
        host.call("SET", key, "v");
      }
      try (OpenCut cut = new RedisSource(host.withoutRight("psync"), Patience.OF_NO_RUN).open(1)) {
        host.call("DEL", "goes", "turns");
        host.call("ZADD", "turns", 1.5, "member");
        host.call("SET", "grows", "g".repeat(2_000_000));
        host.call("PEXPIRE", "expires", 1);
        KeysHash wanted = new KeysHash();
        key(wanted, "stays", KeyType.STRING, new Piece.Text(ascii("v")));
        key(wanted, "turns", KeyType.SORTED_SET, new Piece.Scored(ascii("member"), 1.5));
        key(wanted, "grows", KeyType.STRING, new Piece.Text(ascii("g".repeat(2_000_000))));
        while (host.call("EXISTS", "expires").number() > 0) {
          Thread.onSpinWait();
        }
        assertThat(copy(cut)).isEqualTo(wanted.sum());
      }
    }
  }

  private static void key(KeyVisitor visitor, String key, KeyType type, Piece piece) {
    visitor.begin(ascii(key), type);
    visitor.piece(piece);
    visitor.end(KeyVisitor.FOREVER);
  }

  /// By commands every key is a string "by commands".
  private static byte[] answer(Command command, byte[] dump, long expiry) {
    return switch (command.name()) {
      case "MEMORY", "STRLEN" -> ScriptedHost.line(":50");
      case "DUMP" -> dump;
      case "PEXPIRETIME" -> ScriptedHost.line(":" + expiry);
      case "TYPE" -> ScriptedHost.line("+string");
      case "GET" -> ScriptedHost.bulk(ascii("by commands"));
      default -> ScriptedHost.line("-ERR unknown command");
    };
  }

  private static RowsHash read(ScriptedHost host, int keys) {
    KeysHash hash = new KeysHash();
    try (Connection connection = host.connect()) {
      List<byte[]> names = new ArrayList<>();
      for (int i = 0; i < keys; i++) {
        names.add(ascii("key" + i));
      }
      new KeyReader(connection, new Server(Map.of(), true), hash, new Tally()).read(names);
    }
    return hash.sum();
  }

  private static RowsHash of(String value, long expiresAtMillis) {
    KeysHash hash = new KeysHash();
    hash.begin(ascii("key0"), KeyType.STRING);
    hash.piece(new Piece.Text(ascii(value)));
    hash.end(expiresAtMillis);
    return hash.sum();
  }

  private static byte[] dump(int version) {
    return ScriptedHost.bulk(Dump.ofRdb(TEXT, version).bytes());
  }

  @Test
  void anExpiryIsTakenAsItIsTold() {
    try (ScriptedHost host = new ScriptedHost(command -> answer(command, dump(12), 5))) {
      assertThat(read(host, 1)).isEqualTo(of("v", 5));
      assertThat(host.asked()).containsExactly("MEMORY", "DUMP", "PEXPIRETIME");
    }
  }

  @Test
  void whatIsGoneBeforeItsExpiryIsToldIsLeftOut() {
    try (ScriptedHost host = new ScriptedHost(command -> answer(command, dump(12), -2))) {
      assertThat(read(host, 1)).isEqualTo(RowsHash.NONE);
    }
    byte[] nothing = ScriptedHost.line("$-1");
    try (ScriptedHost host = new ScriptedHost(command -> answer(command, nothing, -2))) {
      assertThat(read(host, 1)).isEqualTo(RowsHash.NONE);
      assertThat(host.asked()).doesNotContain("TYPE");
    }
  }

  /// A newer version, a type that is not known, more than a value, a flipped bit.
  @ParameterizedTest
  @ValueSource(strings = {"000176 0d00", "630176 0c00", "00017600 0c00", "000176 0c00 00"})
  void whatIsNotUnderstoodIsReadByTheCommandsOfItsType(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    int flipped = bytes.length == 6 ? 1 : 0;
    byte[] body = java.util.Arrays.copyOf(bytes, bytes.length - 2 - flipped);
    byte[] dump = Dump.ofRdb(body, bytes[body.length]).bytes();
    dump[1] ^= (byte) flipped;
    try (ScriptedHost host =
        new ScriptedHost(command -> answer(command, ScriptedHost.bulk(dump), -1))) {
      assertThat(read(host, 1)).isEqualTo(of("by commands", KeyVisitor.FOREVER));
    }
  }

  @Test
  void aServerThatGivesNoDumpIsNotAskedForEach() {
    byte[] no = ScriptedHost.line("-NOPERM no");
    try (ScriptedHost host = new ScriptedHost(command -> answer(command, no, -1))) {
      assertThat(read(host, 1000).rows()).isEqualTo(1000);
      assertThat(host.asked()).filteredOn("DUMP"::equals).hasSize(100);
      assertThat(host.asked()).filteredOn("GET"::equals).hasSize(1000);
    }
  }

  @Test
  void aDumpIsTakenOnlyWithItsChecksum() {
    byte[] good = Dump.ofRdb(TEXT, 12).bytes();
    assertThat(Dump.of(good).pieces()).hasSize(1);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThatThrownBy(() -> Dump.of(bad)).isInstanceOf(RdbException.class);
    }
    assertThatThrownBy(() -> Dump.of(new byte[10])).isInstanceOf(RdbException.class);
  }
}
