package dev.migrator.store;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import java.io.InputStream;
import java.util.List;

/// One object version while it is read. [#bytes(ByteRange)] may be called by several threads at
/// once.
///
/// Every call is tied to the version that was listed: if the object is another one by now, the call
/// throws with reason `CHANGED`, or `NOT_FOUND`.
public interface ObjectReader extends AutoCloseable {

  /// Opens a range of the bytes. The stream ends after exactly that many bytes or throws an
  /// `IOException` or [dev.migrator.error.StoreException]; it never ends early in silence. The
  /// caller closes it.
  InputStream bytes(ByteRange range);

  /// All that the store says of this object, with the fewest requests: what came with the first
  /// [#bytes(ByteRange)], where there was one.
  Attributes attributes();

  /// Attributes that could not be read, each with its reason. To be called after [#attributes()].
  List<Entry.Missing> missing();

  /// Starts a check of the object's bytes against what the store says of them. To be called after
  /// [#attributes()].
  ContentCheck check();

  /// Throws with reason `CHANGING` if the object was altered while it was read. To be called when
  /// all bytes were read. Stores whose calls are tied to a version have nothing to do.
  void confirmUnchanged();

  @Override
  void close();
}
