package dev.migrator.database.mysql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.mariadb.jdbc.client.Completion;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.message.server.OkPacket;

/// A statement that goes to the server as the bytes that it is. JDBC knows only texts, which the
/// driver encodes in UTF-8.
///
/// @param sql has an array
record BytesQuery(ByteBuffer sql) implements ClientMessage {
  private static final int COM_QUERY = 3;

  /// @return how many rows it has changed
  long update(Connection connection) throws SQLException {
    long rows = 0;
    for (Completion completion :
        connection.unwrap(org.mariadb.jdbc.Connection.class).getClient().execute(this, false)) {
      rows += ((OkPacket) completion).getAffectedRows();
    }
    return rows;
  }

  @Override
  public int encode(Writer writer, Context context) throws IOException {
    writer.initPacket();
    writer.writeByte(COM_QUERY);
    writer.writeBytes(sql.array(), sql.arrayOffset() + sql.position(), sql.remaining());
    writer.flush();
    return 1;
  }
}
