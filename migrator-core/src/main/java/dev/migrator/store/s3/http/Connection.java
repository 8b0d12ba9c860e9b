package dev.migrator.store.s3.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;

/// One connection, one request at a time. Not for several threads at once.
final class Connection implements AutoCloseable {
  /// A body up to this long goes out together with the head.
  private static final int WITH_HEAD_MAX_BYTES = 64 << 10;

  /// Idle for longer, a host may have closed it.
  private static final long DOUBTFUL_NANOS = Duration.ofMillis(500).toNanos();

  private final Socket socket;
  private final WireInput in;
  private final OutputStream out;
  private final Duration silenceTimeout;
  private final Consumer<Connection> whenFree;
  private boolean isUsed;
  private boolean isKept = true;
  private long idleSinceNanos;

  private Connection(Socket socket, Origin origin, Consumer<Connection> whenFree)
      throws IOException {
    this.socket = socket;
    this.in = new WireInput(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.silenceTimeout = origin.silenceTimeout();
    this.whenFree = whenFree;
  }

  /// @param whenFree is given the connection each time that another request can be sent over it
  static Connection open(Origin origin, Consumer<Connection> whenFree) throws IOException {
    Socket socket = origin.connect();
    try {
      return new Connection(socket, origin, whenFree);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// @throws StaleConnectionException if the host had closed the connection, which was used before
  HttpResponse exchange(HttpRequest request) throws IOException {
    boolean wasUsed = isUsed;
    isUsed = true;
    boolean isDone = false;
    try {
      isKept = send(request);
      requireAnswer(wasUsed);
      ResponseHead head = ResponseHead.read(in);
      isKept &= head.keepsConnection();
      InputStream body = ResponseBody.of(head, request.method(), in, this);
      isDone = true;
      return new HttpResponse(head.status(), head.headers(), body);
    } finally {
      if (!isDone) {
        close();
      }
    }
  }

  /// @return whether all of it was sent: a host may answer, and hang up, before it was
  private boolean send(HttpRequest request) throws IOException {
    byte[] head = head(request);
    HttpRequest.Body body = request.body();
    if (body == null) {
      return write(head, head.length);
    }
    try (InputStream content = body.content().get()) {
      return send(head, content, body.sizeBytes());
    }
  }

  private boolean send(byte[] head, InputStream content, long sizeBytes) throws IOException {
    byte[] buffer = new byte[(int) Math.min(head.length + sizeBytes, WITH_HEAD_MAX_BYTES)];
    int filled = Math.min(head.length, buffer.length);
    System.arraycopy(head, 0, buffer, 0, filled);
    if (filled < head.length && !write(head, head.length)) {
      return false;
    }
    filled = filled < head.length ? 0 : filled;
    for (long left = sizeBytes; left > 0; filled = 0) {
      int wanted = (int) Math.min(left, buffer.length - filled);
      int count = content.readNBytes(buffer, filled, wanted);
      if (count < wanted) {
        throw new EOFException("the content to send ended %d bytes early".formatted(left - count));
      }
      left -= count;
      if (!write(buffer, filled + count)) {
        return false;
      }
    }
    return sizeBytes > 0 || write(buffer, filled);
  }

  private boolean write(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
      return true;
    } catch (IOException _) {
      return false; // what the host says of it, or that it says nothing, is the failure to tell
    }
  }

  private static byte[] head(HttpRequest request) {
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    request
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    HttpRequest.Body body = request.body();
    if (body != null) {
      head.append("content-length: ").append(body.sizeBytes()).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(UTF_8);
  }

  private void requireAnswer(boolean wasUsed) throws IOException {
    IOException failure;
    try {
      if (in.fill()) {
        return;
      }
      failure = new EOFException("the host closed the connection without an answer");
    } catch (SocketTimeoutException e) {
      throw e; // the request may be at work
    } catch (IOException e) {
      failure = e;
    }
    throw wasUsed ? new StaleConnectionException(failure) : failure;
  }

  /// The last byte of the answer was read.
  void release() {
    if (isKept) {
      idleSinceNanos = System.nanoTime();
      whenFree.accept(this);
    } else {
      close();
    }
  }

  /// Whether another request may be sent: the host has neither closed it nor said more than asked.
  boolean isFresh() {
    if (in.hasBuffered()) {
      return false;
    }
    return System.nanoTime() - idleSinceNanos < DOUBTFUL_NANOS || isSilent();
  }

  private boolean isSilent() {
    try {
      socket.setSoTimeout(1);
      in.fill();
      return false; // an end, or an answer to nothing
    } catch (SocketTimeoutException _) {
      return isReady();
    } catch (IOException _) {
      return false;
    }
  }

  private boolean isReady() {
    try {
      socket.setSoTimeout((int) silenceTimeout.toMillis());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // it is given up; all that was needed of it has been read
    }
  }
}
