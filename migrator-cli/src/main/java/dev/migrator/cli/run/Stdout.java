package dev.migrator.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.error.SpaceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Standard output: UTF-8, buffered. Unlike a `PrintStream` it does not keep a failed write to
/// itself.
public final class Stdout {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Told told;
  private final OutputStream out;

  public Stdout(OutputStream out) {
    this.told = new Told(out);
    this.out = new BufferedOutputStream(told, BUFFER_BYTES);
  }

  /// Lets nothing more out, from any thread.
  ///
  /// @return whether nothing has gone out until now
  public boolean cut() {
    return told.cut();
  }

  /// For bytes that are written as they are. Its methods throw [ReaderGoneException] and
  /// [SpaceException]. Not to be closed.
  public OutputStream bytes() {
    return out;
  }

  /// Writes one line; characters that would move a terminal's cursor are made visible.
  public void line(String text) {
    try {
      out.write((Visible.of(text) + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("told otherwise", e);
    }
  }

  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("told otherwise", e);
    }
  }

  /// Turns the first failed write into what the program does next; what is written after it is
  /// dropped.
  private static final class Told extends OutputStream {
    private final OutputStream out;
    private boolean begun;
    private boolean failed;

    Told(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    synchronized boolean cut() {
      failed = true;
      return !begun;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      try {
        if (!failed) {
          begun = true;
          out.write(bytes, offset, length);
        }
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private RuntimeException failure(IOException e) {
      failed = true;
      String reason = String.valueOf(e.getMessage());
      return reason.contains("Broken pipe")
          ? new ReaderGoneException(e)
          : new SpaceException(
              "cannot write to standard output: " + reason,
              "Send the output to a place with room and run the command again.",
              e);
    }
  }
}
