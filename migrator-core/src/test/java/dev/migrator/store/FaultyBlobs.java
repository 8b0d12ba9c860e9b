package dev.migrator.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Fails one call by its number, before it takes effect or after. For one thread.
public final class FaultyBlobs implements BlobStore {

  public enum When {
    BEFORE,
    /// It took effect, but the caller cannot know.
    AFTER
  }

  private final BlobStore blobs;
  private int calls;
  private int failures;
  private int nth;
  private When when = When.BEFORE;
  private Reason reason = Reason.UNAVAILABLE;

  public FaultyBlobs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /// Counts from now on.
  public void failCall(int nthCall, When how, Reason why) {
    calls = 0;
    nth = nthCall;
    when = how;
    reason = why;
  }

  public int calls() {
    return calls;
  }

  public int failures() {
    return failures;
  }

  private <T> T call(Supplier<T> call) {
    boolean fails = ++calls == nth;
    if (fails && when == When.BEFORE) {
      throw failure();
    }
    T result = call.get();
    if (fails) {
      throw failure();
    }
    return result;
  }

  private void run(Runnable call) {
    Supplier<Boolean> answering =
        () -> {
          call.run();
          return true;
        };
    call(answering);
  }

  private StoreException failure() {
    failures++;
    return new StoreException(reason, "call " + nth + " fails", "This is a test.", null);
  }

  @Override
  public String label() {
    return blobs.label();
  }

  @Override
  public List<Blob> list() {
    return call(blobs::list);
  }

  @Override
  public Optional<Blob> find(String name) {
    return call(() -> blobs.find(name));
  }

  @Override
  public InputStream read(String name, ByteRange range) {
    return call(() -> blobs.read(name, range));
  }

  @Override
  public void put(String name, byte[] bytes) {
    run(() -> blobs.put(name, bytes));
  }

  @Override
  public String create(String name, byte[] bytes) {
    return call(() -> blobs.create(name, bytes));
  }

  @Override
  public String replace(String name, String tag, byte[] bytes) {
    return call(() -> blobs.replace(name, tag, bytes));
  }

  @Override
  public Upload startUpload(String name) {
    run(() -> {});
    Upload upload = blobs.startUpload(name);
    return new Upload() {
      @Override
      public void part(byte[] bytes, int length) {
        // A part sent twice replaces itself at every host; here it would be appended.
        When asked = when;
        when = When.BEFORE;
        try {
          run(() -> upload.part(bytes, length));
        } finally {
          when = asked;
        }
      }

      @Override
      public void complete() {
        run(upload::complete);
      }

      @Override
      public void close() {
        run(upload::close);
      }
    };
  }

  @Override
  public void abortUploads() {
    run(blobs::abortUploads);
  }

  @Override
  public void delete(String name) {
    run(() -> blobs.delete(name));
  }

  @Override
  public void close() {
    blobs.close();
  }
}
