package dev.migrator.database.redis;

import static dev.migrator.database.redis.RespInput.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.RowsHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RDBs that no server here writes.
final class RdbTest {
  /// Header of version 11; then database 0 is selected.
  private static final String START = "524544495330303131" + "fe00";

  /// Without a server: none is asked for what lies here.
  private static final PortionCopy COPY =
      new PortionCopy(
          new Pool(new Connector(new RedisAddress("127.0.0.1", 1, "", null, null, null))),
          new Server(Map.of(), true),
          new Tally());

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static Spool spool(byte[] bytes) {
    Spool spool = Spool.create();
    spool.write(bytes, 0, bytes.length);
    return spool;
  }

  /// With its end and its checksum.
  private static Spool rdb(String hex) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(hex(hex));
    bytes.write(0xff);
    Crc64 crc = new Crc64();
    crc.update(bytes.toByteArray(), 0, bytes.size());
    byte[] end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(crc.value()).array();
    bytes.writeBytes(end);
    return spool(bytes.toByteArray());
  }

  @Test
  void theChecksumIsThatOfRedis() {
    Crc64 crc = new Crc64();
    byte[] digits = ascii("123456789"); // crc64Test of src/crc64.c
    crc.update(digits, 0, digits.length);
    assertThat(crc.value()).isEqualTo(0xe9c6d914c4b8d9caL);
    Crc64 byParts = new Crc64();
    byParts.update(digits, 0, 4);
    byParts.update(digits, 4, 5);
    assertThat(byParts.value()).isEqualTo(crc.value());
  }

  @Test
  void aValueOfAModuleIsKeptAsItsPayloadAndWhatFollowsIsRead() throws IOException {
    // type 7, key "m", id of "ReJSON-RL" version 3, an integer, a double, a text, end; then a
    // string
    String module = "07 01 6d 81" + idHex("ReJSON-RL", 3) + "02 05 04 0000000000000000 05 01 78 00";
    try (Spool spool = rdb(START + "fc e803000000000000" + module + "00 01 6b 01 76")) {
      assertThat(RdbSurvey.check(spool)).isTrue();
      RdbSurvey survey = new RdbSurvey(spool, 1 << 20).run();
      assertThat(survey.keysByDatabase()).containsEntry(0L, 2L);
      assertThat(survey.tally().omissions()).isEmpty();
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      Portion all = new Portion.OfRdb(spool, survey.sections().getFirst());
      RowsHash written = COPY.run(all, part::write);
      KeysHash read = new KeysHash();
      SavedKeys saved = new SavedKeys("keys.resp", read);
      List<Command> sent = new ArrayList<>();
      RespInput in = new RespInput(new ByteArrayInputStream(part.toByteArray()));
      for (Command one = in.command(); one != null; one = in.command()) {
        saved.take(one);
        sent.add(one);
      }
      saved.end();
      assertThat(read.sum()).isEqualTo(written);
      assertThat(written.rows()).isEqualTo(2);
      Command restore = sent.get(2);
      assertThat(restore.name()).isEqualTo("RESTORE");
      assertThat(restore.text(2)).isEqualTo("1000");
      assertThat(restore.text(4)).isEqualTo("ABSTTL");
      Payload payload = Payload.of(restore.words().get(3));
      assertThat(payload.needs()).contains("ReJSON-RL, encoding 3, from a server with RDB version");
    }
  }

  private static String idHex(String name, int version) {
    String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    long id = 0;
    for (char c : name.toCharArray()) {
      id = (id << 6) | characters.indexOf(c);
    }
    return HexFormat.of().toHexDigits((id << 10) | version);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 12, 20, 25})
  void aFlippedBitIsSeen(int at) {
    try (Spool good = rdb(START + "00 01 6b 05 76616c7565")) {
      byte[] bytes = new byte[(int) good.size()];
      good.read(0, bytes, 0, bytes.length);
      bytes[at % bytes.length] ^= 4;
      try (Spool bad = spool(bytes)) {
        assertThatThrownBy(() -> RdbSurvey.check(bad)).isInstanceOf(RdbException.class);
      }
    }
  }

  @Test
  void aServerMayBeToldToMakeNoChecksum() {
    try (Spool spool = spool(hex(START + "ff 0000000000000000"))) {
      assertThat(RdbSurvey.check(spool)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        START + "1a 01 6b 00", // a type that is not known
        "56414c4b4559303830" + "fe00 18 01 6b 0000000000000000 00", // Redis's, not Valkey's
        START + "19 01 6b 0000000000000000 0b 0b0000000200 8161 02 0101ff", // no time
        START + "00 01 6b 7fff 61", // longer than the file
        START + "0b 01 6b 05 0200000001", // a set of numbers that is cut off
        START + "10 01 6b 09 090000000100 c1ff ff", // a listpack that runs over its end
        "524544495330303133" // a version that is not known
      })
  void whatIsNotUnderstoodIsSaidAndNotGuessed(String hex) {
    try (Spool spool = rdb(hex)) {
      RdbSurvey survey = new RdbSurvey(spool, 1 << 20);
      assertThatThrownBy(survey::run).isInstanceOf(RdbException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // previews of Redis 7.4; then 7.4, from the first instant on; then Valkey 9
    "524544495330303132, 16 01 6b 02 43e8 01 61 01 78 00 01 62 01 79",
    "524544495330303132, 17 01 6b 18 180000000600 81 61 02 81 78 02 c3e8 02 81 62 02 81 79 02 00 01 ff",
    "524544495330303132, 18 01 6b e803000000000000 02 01 01 61 01 78 00 01 62 01 79",
    "524544495330303132,"
        + " 19 01 6b e803000000000000 18 180000000600 81 61 02 81 78 02 c3e8 02 81 62 02 81 79 02 00 01 ff",
    "56414c4b4559303830, 16 01 6b 02 01 61 01 78 e803000000000000 01 62 01 79 ffffffffffffffff"
  })
  void theInstantAtWhichAFieldExpiresIsRead(String header, String key) {
    KeysHash wanted = new KeysHash();
    wanted.begin(ascii("k"), KeyType.HASH);
    wanted.piece(new Piece.Field(ascii("a"), ascii("x"), 1000));
    wanted.piece(new Piece.Field(ascii("b"), ascii("y")));
    wanted.end(KeyVisitor.FOREVER);
    try (Spool spool = rdb(header + "fe00" + key)) {
      assertThat(sum(spool, new RdbSurvey(spool, 1 << 20).run().sections()))
          .isEqualTo(wanted.sum());
    }
  }

  @Test
  void aCopyThatRunsIntoItselfIsUnpacked() {
    // one literal, then 9 bytes from one back
    assertThat(Lzf.unpack(hex("00 61 e0 00 00"), 10)).isEqualTo(ascii("aaaaaaaaaa"));
    assertThatThrownBy(() -> Lzf.unpack(hex("00 61 e0 00 05"), 10))
        .isInstanceOf(RdbException.class);
    assertThatThrownBy(() -> Lzf.unpack(hex("00 61"), 2)).isInstanceOf(RdbException.class);
  }

  @Test
  void anRdbIsCutIntoPartsWhichTogetherAreAllOfIt() {
    StringBuilder keys = new StringBuilder(START);
    for (int i = 0; i < 20; i++) {
      keys.append(
          "fc %016x 00 02 6b%02x 03 616263".formatted(Long.reverseBytes(1000 + i), 0x61 + i));
    }
    try (Spool spool = rdb(keys.toString())) {
      RdbSurvey whole = new RdbSurvey(spool, 1 << 20).run();
      RdbSurvey cut = new RdbSurvey(spool, 40).run();
      assertThat(whole.sections()).hasSize(1);
      assertThat(cut.sections()).hasSizeGreaterThan(5);
      assertThat(sum(spool, cut.sections())).isEqualTo(sum(spool, whole.sections()));
    }
  }

  private static RowsHash sum(Spool spool, List<RdbSurvey.Section> sections) {
    RowsHash sum = RowsHash.NONE;
    for (RdbSurvey.Section section : sections) {
      Portion part = new Portion.OfRdb(spool, section);
      sum = sum.plus(COPY.run(part, (bytes, offset, length) -> {}));
    }
    return sum;
  }
}
