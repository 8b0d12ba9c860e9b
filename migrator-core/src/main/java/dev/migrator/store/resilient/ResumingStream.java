package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A range of an object's or a file's bytes, that goes on where it broke. Holds a place at the host
/// while it is open. Not for several threads.
final class ResumingStream extends InputStream {
  private final Host host;
  private final Function<ByteRange, InputStream> opener;
  private final ByteRange range;
  private final Supplier<String> label;
  private final Patience patience;
  private final StallGuard stall;
  private long position;
  private boolean ended;
  private @Nullable InputStream body;
  private int ticket;

  /// @param label what is read, for messages
  ResumingStream(
      Host host, Function<ByteRange, InputStream> opener, ByteRange range, Supplier<String> label) {
    this.host = host;
    this.opener = opener;
    this.range = range;
    this.label = label;
    this.patience = new Patience(host);
    this.stall = new StallGuard(host.policy, host.ticker);
    ensureOpen();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    while (!ended && length > 0) {
      InputStream open = ensureOpen();
      try {
        int count = stall.read(open, bytes, offset, (int) Math.min(length, Math.max(1, left())));
        if (accept(count)) {
          return count;
        }
      } catch (StoreException e) {
        recover(e);
      } catch (IOException e) {
        recover(broken(e.toString(), Reason.UNAVAILABLE, e));
      }
    }
    return ended ? -1 : 0;
  }

  /// @return false at the true end
  private boolean accept(int count) {
    if (count < 0 && left() == 0) {
      ended = true;
      return false;
    }
    if (count < 0) {
      throw broken("the body ended %d bytes early".formatted(left()), Reason.UNAVAILABLE, null);
    }
    if (count > left()) {
      throw broken("the body is longer than promised", Reason.BAD_BYTES, null);
    }
    position += count;
    patience.progressed();
    return true;
  }

  private long left() {
    return range.sizeBytes() - position;
  }

  /// Opens what is left of the range, as often as it takes.
  private InputStream ensureOpen() {
    while (body == null) {
      int place = host.enter();
      try {
        body = opener.apply(new ByteRange(range.offset() + position, left()));
        ticket = place;
        stall.restart();
      } catch (StoreException e) {
        host.leave(place, e);
        patience.waitAfter(e);
      } catch (RuntimeException | Error e) {
        host.gate.leave();
        throw e;
      }
    }
    return body;
  }

  private void recover(StoreException failure) {
    InputStream old = body;
    if (old != null) {
      body = null;
      closeBroken(old, failure);
      host.leave(ticket, failure);
    }
    if (failure.reason() == Reason.BAD_BYTES) {
      throw failure; // the bytes before may be wrong as well: only all of them anew can tell
    }
    patience.waitAfter(failure);
  }

  private static void closeBroken(InputStream old, StoreException failure) {
    try {
      old.close();
    } catch (IOException | StoreException e) {
      failure.addSuppressed(e);
    }
  }

  private StoreException broken(String what, Reason reason, @Nullable Throwable cause) {
    return new StoreException(
        reason,
        "reading %s broke off at byte %d: %s"
            .formatted(label.get(), range.offset() + position, what),
        "Run the same command again; if it stays so, ask the host's support.",
        cause);
  }

  @Override
  public void close() throws IOException {
    InputStream open = body;
    if (open != null) {
      body = null;
      try (open) {
        host.gate.leave();
      }
    }
    ended = true;
  }
}
