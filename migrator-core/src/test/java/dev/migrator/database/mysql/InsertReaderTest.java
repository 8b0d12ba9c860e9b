package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.mysql.Column.Form;
import dev.migrator.database.mysql.Relation.Rows;
import dev.migrator.database.mysql.Relation.Undo;
import dev.migrator.error.BundleDamagedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InsertReaderTest {
  private static final Relation TABLE =
      new Relation(
          "shop.t",
          "shop",
          "t",
          List.of(new Column("a", Form.NUMBER, ""), new Column("b", Form.TEXT, "utf8mb4")),
          Rows.CURRENT,
          "InnoDB",
          Undo.TRANSACTIONS);
  private static final String INSERT = "INSERT INTO `t` (`a`,`b`) VALUES\n";

  @Test
  void statementsComeOneByOne() {
    InsertReader reader =
        reader(INSERT + "(1,'x'),\n(-2.5e-7,NULL);\n" + INSERT + "(0xFF,_utf8mb4'{}');\n");
    assertThat(text(reader.next())).isEqualTo(INSERT + "(1,'x'),\n(-2.5e-7,NULL)");
    assertThat(text(reader.next())).isEqualTo(INSERT + "(0xFF,_utf8mb4'{}')");
    assertThat(reader.next().hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'\u00e9\\n\\'\\\\\\0\\Z'",
        "_utf8mb4'\u00c3\u00a9'",
        "_binary'\u00ff\\0\u0080\\''",
        "0x00FF",
        "''"
      })
  void textsAndBytesGoToTheServerAsTheyAreInTheFile(String literal) {
    assertThat(text(reader(INSERT + "(1," + literal + ");\n").next()))
        .isEqualTo(INSERT + "(1," + literal + ")");
  }

  @Test
  void aStatementIsReadWholeHoweverTheFileComes() {
    String body = INSERT + "(1,_binary'" + "\\0\u00ff\\'".repeat(60_000) + "');\n";
    InsertReader reader = reader(body + body);
    assertThat(text(reader.next())).isEqualTo(body.substring(0, body.length() - 2));
    assertThat(text(reader.next())).isEqualTo(body.substring(0, body.length() - 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE t;\n",
        "INSERT INTO `other` (`a`,`b`) VALUES\n(1,'x');\n",
        INSERT + "(1,'x'); DROP TABLE t;\n",
        INSERT + "(1,SLEEP(9));\n",
        INSERT + "(1,(SELECT 1));\n",
        INSERT + "(1,'x' OR 1);\n",
        INSERT + "(1,'x','y');\n",
        INSERT + "(1);\n",
        INSERT + "(1,'x')",
        INSERT + "(1,'x",
        INSERT + "(1,'x\\q\u00e9');\n",
        INSERT + "(1,'x\\",
        INSERT + "(1-1,'x');\n",
        INSERT + "(e1,'x');\n",
        INSERT + "(0xFg,'x');\n",
        INSERT + "(,'x');\n",
        INSERT + "(1,'x') ON DUPLICATE KEY UPDATE a = 2;\n",
        INSERT + "(1,'x'),(2,'y');\n",
        INSERT + "(1,_latin1'x');\n",
        INSERT + "(1,_binary 'x');\n",
        INSERT + "(1,_binary'x' 'y');\n",
        "/*!40101 SET NAMES binary*/;\n"
      })
  void whatIsNoRowOfTheTableIsRefused(String statement) {
    assertThatThrownBy(
            () -> {
              InsertReader reader = reader(statement);
              while (reader.next().hasRemaining()) {
                // until it throws
              }
            })
        .isInstanceOf(BundleDamagedException.class)
        .hasMessageContaining("is refused");
  }

  @Test
  void anotherHeadIsRefused() {
    InsertReader reader =
        new InsertReader(
            new ByteArrayInputStream("SET GLOBAL read_only=1;\n".getBytes(ISO_8859_1)),
            "file",
            TABLE);
    assertThatThrownBy(reader::head).isInstanceOf(BundleDamagedException.class);
  }

  @Test
  void everyTextThatIsWrittenComesBackAsItWas() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] value = new byte[random.nextInt(40)];
      random.nextBytes(value);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SqlBytes sql = new SqlBytes(out::write);
      sql.add(INSERT + "(1,");
      sql.quoted(value);
      sql.add(");\n");
      sql.flush();
      String read = text(reader(out.toString(ISO_8859_1)).next());
      assertThat(bytesOf(read.substring((INSERT + "(1,").length(), read.length() - 1)))
          .isEqualTo(value);
    }
  }

  /// Of a literal.
  private static byte[] bytesOf(String literal) {
    return literal
        .substring(1, literal.length() - 1)
        .replace("\\\\", "\u0100")
        .replace("\\0", "\0")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\Z", "\u001a")
        .replace("\\'", "'")
        .replace("\\\"", "\"")
        .replace("\u0100", "\\")
        .getBytes(ISO_8859_1);
  }

  private static String text(ByteBuffer statement) {
    return ISO_8859_1.decode(statement).toString();
  }

  private static InsertReader reader(String statements) {
    byte[] head = RowWriter.HEAD;
    byte[] body = statements.getBytes(ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    InsertReader reader = new InsertReader(new ByteArrayInputStream(all), "file", TABLE);
    reader.head();
    return reader;
  }
}
