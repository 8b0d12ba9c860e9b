package dev.migrator.cli.process;

import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Request;
import dev.migrator.sandbox.hostile.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A host that counts what is read of its objects, and keeps readers waiting from a moment on: the
/// run is then for certain in the middle.
final class SlowableHost implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final ObjectsOnHost objects;
  private final HostileS3 host;
  private final AtomicLong bytesAsked = new AtomicLong();
  private volatile Gate gate = new Gate(Long.MAX_VALUE);

  /// Opens for so many bytes of objects, and no more until it is lifted.
  private static final class Gate {
    private final AtomicLong left;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch lifted = new CountDownLatch(1);

    Gate(long bytes) {
      left = new AtomicLong(bytes);
    }

    void pass(long bytes) {
      if (left.addAndGet(-bytes) < 0) {
        reached.countDown();
        await();
      }
    }

    private void await() {
      try {
        lifted.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private SlowableHost(ObjectsOnHost objects, EmbeddedS3 host) {
    this.objects = objects;
    this.host = HostileS3.before(host);
    this.host.follow(count(Script.behave()));
  }

  static SlowableHost before(EmbeddedS3 host, ObjectsOnHost objects) {
    return new SlowableHost(objects, host);
  }

  HostileS3 host() {
    return host;
  }

  /// An estate file whose source `media` is the bucket.
  ///
  /// @param settings of the bundle; may be empty
  void writeEstate(Path file, String settings) throws IOException {
    Files.writeString(
        file,
        """
        estate: test
        sources:
          media:
            s3: { bucket: %s, endpoint: "%s", path-style: true, region: us-east-1,
                  credentials: { access-key-id: %s, secret-access-key: %s } }
        %s
        """
            .formatted(
                objects.bucket(),
                host.endpoint(),
                host.accessKeyId(),
                host.secretAccessKey(),
                settings));
  }

  /// Misbehaves by `script`, and still counts.
  void follow(Script script) {
    host.follow(count(script));
  }

  private Script count(Script script) {
    return (request, number) -> {
      long bytes = bytesOf(request);
      if (bytes > 0) {
        gate.pass(bytes);
        bytesAsked.addAndGet(bytes);
      }
      @Nullable Fault fault = script.faultOf(request, number);
      return fault;
    };
  }

  private long bytesOf(Request request) {
    if (!request.method().equals("GET") || !request.isObjectRead()) {
      return 0;
    }
    @Nullable String range = request.header("range");
    if (range != null) {
      Matcher matcher = RANGE.matcher(range);
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(2)) - Long.parseLong(matcher.group(1)) + 1;
      }
    }
    return objects.sizeBytes(request.path());
  }

  /// Bytes of objects that were asked for so far, whether or not they arrived.
  long bytesAsked() {
    return bytesAsked.get();
  }

  /// From now on lets so many bytes of objects pass, then keeps readers waiting until [#lift].
  void holdAfter(long bytes) {
    gate = new Gate(bytes);
  }

  boolean isHolding() {
    return gate.reached.getCount() == 0;
  }

  void lift() {
    Gate before = gate;
    gate = new Gate(Long.MAX_VALUE);
    before.lifted.countDown();
  }

  @Override
  public void close() {
    lift();
    host.close();
  }
}
