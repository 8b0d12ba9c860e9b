package dev.migrator.store;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.InterceptedStore.Made;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

final class InterceptedReader implements ObjectReader {
  private final InterceptedStore store;
  private final Key key;
  private final ObjectReader reader;

  InterceptedReader(InterceptedStore store, Key key, ObjectReader reader) {
    this.store = store;
    this.key = key;
    this.reader = reader;
  }

  @Override
  public InputStream bytes(ByteRange range) {
    return new Body(store.tell(Call.BYTES, key, () -> reader.bytes(range)));
  }

  @Override
  public Attributes attributes() {
    return store.tell(Call.ATTRIBUTES, key, reader::attributes);
  }

  @Override
  public List<Entry.Missing> missing() {
    return reader.missing();
  }

  @Override
  public ContentCheck check() {
    return new Check(reader.check());
  }

  @Override
  public void confirmUnchanged() {
    Made made = store.begin(Call.CONFIRM_UNCHANGED, key);
    reader.confirmUnchanged();
    store.after(made);
  }

  @Override
  public void close() {
    reader.close();
  }

  private final class Body extends FilterInputStream {
    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Made made = store.begin(Call.BODY, key);
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        store.received(key, bytes, offset, count);
      }
      store.after(made);
      return count;
    }
  }

  private final class Check implements ContentCheck {
    private final ContentCheck check;

    Check(ContentCheck check) {
      this.check = check;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      check.update(bytes, offset, length);
    }

    @Override
    public SourceProof finish() {
      return store.tell(Call.FINISH_CHECK, key, check::finish);
    }

    @Override
    public Attributes completed() {
      return check.completed();
    }
  }
}
