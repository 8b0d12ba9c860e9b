package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Repeats calls that failed in passing, so that a bundle's files are written and read whole
/// through throttling, broken connections and short bodies.
///
/// A call may have taken effect although its answer was lost. For a conditional write the caller
/// then sees `EXISTS` or `CHANGED` and has to look whose file it is.
public final class RetryingBlobs implements BlobStore {
  private final BlobStore blobs;
  private final Host host;

  RetryingBlobs(BlobStore blobs, Host host) {
    this.blobs = blobs;
    this.host = host;
  }

  /// @param blobs is closed with this one
  /// @param maxInFlight most calls under way at one time, at least 1
  /// @param watcher is asked before each further try, and told of it
  public static RetryingBlobs of(
      BlobStore blobs, RetryPolicy policy, int maxInFlight, Watcher watcher) {
    return new RetryingBlobs(blobs, ResilientSource.hostOf(policy, maxInFlight, watcher));
  }

  @Override
  public String label() {
    return blobs.label();
  }

  @Override
  public List<Blob> list() {
    return host.call(blobs::list);
  }

  @Override
  public Optional<Blob> find(String name) {
    return host.call(() -> blobs.find(name));
  }

  @Override
  public InputStream read(String name, ByteRange range) {
    return new ResumingStream(
        host, part -> blobs.read(name, part), range, () -> name + " of " + label());
  }

  @Override
  public void put(String name, byte[] bytes) {
    retry(() -> blobs.put(name, bytes));
  }

  @Override
  public String create(String name, byte[] bytes) {
    return host.call(() -> blobs.create(name, bytes));
  }

  @Override
  public String replace(String name, String tag, byte[] bytes) {
    return host.call(() -> blobs.replace(name, tag, bytes));
  }

  @Override
  public Upload startUpload(String name) {
    return new RetryingUpload(name, host.call(() -> blobs.startUpload(name)));
  }

  @Override
  public void abortUploads() {
    retry(blobs::abortUploads);
  }

  @Override
  public void delete(String name) {
    retry(() -> blobs.delete(name));
  }

  @Override
  public void close() {
    blobs.close();
  }

  private void retry(Runnable call) {
    Supplier<Boolean> answering =
        () -> {
          call.run();
          return true;
        };
    host.call(answering);
  }

  private final class RetryingUpload implements Upload {
    private final String name;
    private final Upload upload;
    private long sizeBytes;

    RetryingUpload(String name, Upload upload) {
      this.name = name;
      this.upload = upload;
    }

    @Override
    public void part(byte[] bytes, int length) {
      retry(() -> upload.part(bytes, length));
      sizeBytes += length;
    }

    @Override
    public void complete() {
      try {
        retry(upload::complete);
      } catch (StoreException e) {
        if (e.reason() != Reason.NOT_FOUND || !isThere()) {
          throw e;
        }
      }
    }

    /// Whether an earlier attempt had completed the upload, which is why there is none any more.
    private boolean isThere() {
      return find(name).filter(blob -> blob.sizeBytes() == sizeBytes).isPresent();
    }

    @Override
    public void close() {
      retry(upload::close);
    }
  }
}
