package dev.migrator.sandbox.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The body of an HTTP/1.1 message: of a known length, chunked, or until the connection ends.
final class HttpBody {
  private enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private final InputStream in;
  private final Framing framing;
  private final long sizeBytes;

  private HttpBody(InputStream in, Framing framing, long sizeBytes) {
    this.in = in;
    this.framing = framing;
    this.sizeBytes = sizeBytes;
  }

  static HttpBody none() {
    return new HttpBody(InputStream.nullInputStream(), Framing.LENGTH, 0);
  }

  static HttpBody of(HttpHead head, InputStream in) {
    if ("chunked".equalsIgnoreCase(head.header("transfer-encoding"))) {
      return new HttpBody(in, Framing.CHUNKED, -1);
    }
    @Nullable String length = head.header("content-length");
    if (length != null) {
      return new HttpBody(in, Framing.LENGTH, Long.parseLong(length));
    }
    boolean isAnswer = head.firstLine().startsWith("HTTP/");
    return isAnswer ? new HttpBody(in, Framing.UNTIL_CLOSE, -1) : none();
  }

  /// The content, freed of its framing.
  byte[] content() throws IOException {
    return switch (framing) {
      case LENGTH -> exactly(sizeBytes);
      case UNTIL_CLOSE -> in.readAllBytes();
      case CHUNKED -> {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        readChunks(content, null);
        yield content.toByteArray();
      }
    };
  }

  void drain() throws IOException {
    content();
  }

  /// Passes the body on in its own framing.
  void copyRaw(OutputStream out) throws IOException {
    switch (framing) {
      case LENGTH -> copyExactly(out);
      case UNTIL_CLOSE -> in.transferTo(out);
      case CHUNKED -> readChunks(null, out);
    }
  }

  private void copyExactly(OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (long left = sizeBytes; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        throw new EOFException(left + " bytes missing");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private void readChunks(@Nullable OutputStream content, @Nullable OutputStream raw)
      throws IOException {
    long size;
    do {
      String line = line();
      size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
      byte[] chunk = exactly(size);
      write(raw, (line + "\r\n").getBytes(ISO_8859_1));
      write(content, chunk);
      write(raw, chunk);
      if (size > 0) {
        write(raw, (line() + "\r\n").getBytes(ISO_8859_1));
      }
    } while (size > 0);
    String trailer;
    do {
      trailer = line();
      write(raw, (trailer + "\r\n").getBytes(ISO_8859_1));
    } while (!trailer.isEmpty());
  }

  private static void write(@Nullable OutputStream out, byte[] bytes) throws IOException {
    if (out != null) {
      out.write(bytes);
    }
  }

  private byte[] exactly(long size) throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(size));
    if (bytes.length < size) {
      throw new EOFException((size - bytes.length) + " bytes missing");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("cut in the middle of a line");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
