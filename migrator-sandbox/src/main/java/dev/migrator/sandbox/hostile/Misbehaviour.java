package dev.migrator.sandbox.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gives one true answer to a client, with a fault in it.
final class Misbehaviour {
  private final Socket client;
  private final HttpHead answer;
  private final HttpBody body;

  Misbehaviour(Socket client, HttpHead answer, HttpBody body) {
    this.client = client;
    this.answer = answer;
    this.body = body;
    answer.set("Connection", "close");
  }

  void perform(@Nullable Fault fault) throws IOException {
    OutputStream out = client.getOutputStream();
    switch (fault) {
      case null -> pass(out);
      case Fault.Header header -> {
        answer.set(header.name(), header.value());
        pass(out);
      }
      case Fault.Flip flip -> {
        byte[] content = body.content();
        if (flip.offset() < content.length) {
          content[(int) flip.offset()] ^= 1;
        }
        send(out, content.length, content, content.length);
      }
      case Fault.Shorten shorten -> {
        byte[] content = body.content();
        int length = Math.max(0, content.length - shorten.bytes());
        send(out, length, content, length);
      }
      case Fault.Lengthen lengthen -> {
        byte[] content = body.content();
        int length = content.length + lengthen.bytes();
        send(out, length, Arrays.copyOf(content, length), length);
      }
      case Fault.Cut cut -> sendFirst(out, cut.bodyBytes());
      case Fault.Reset reset -> {
        sendFirst(out, reset.bodyBytes());
        client.setSoLinger(true, 0);
      }
      case Fault.Stall stall -> {
        sendFirst(out, stall.bodyBytes());
        client.getInputStream().read();
      }
      case Fault.LoseAnswer _ -> {
        body.drain();
        client.setSoLinger(true, 0);
      }
      case Fault.Answer own -> throw new IllegalStateException("answered before: " + own);
      case Fault.Refuse refuse -> throw new IllegalStateException("answered before: " + refuse);
    }
  }

  private void pass(OutputStream out) throws IOException {
    out.write(answer.bytes());
    body.copyRaw(out);
    out.flush();
  }

  private void sendFirst(OutputStream out, long bytes) throws IOException {
    byte[] content = body.content();
    send(out, content.length, content, (int) Math.min(bytes, content.length));
  }

  private void send(OutputStream out, int promised, byte[] content, int sent) throws IOException {
    answer.remove("Transfer-Encoding");
    answer.set("Content-Length", Integer.toString(promised));
    out.write(answer.bytes());
    out.write(content, 0, sent);
    out.flush();
  }
}
