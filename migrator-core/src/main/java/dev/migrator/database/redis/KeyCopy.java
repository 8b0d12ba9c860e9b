package dev.migrator.database.redis;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import java.util.Arrays;

/// Writes keys into a part and hashes them on the way. The account of a restore is left out. Not
/// for several threads.
final class KeyCopy implements KeyVisitor {
  private final Batched sink;
  private final KeyScript script;
  private final KeysHash hash = new KeysHash();
  private final Tally tally;
  private boolean isAccount;

  KeyCopy(long database, ByteSink sink, Tally tally) {
    this.sink = new Batched(sink);
    this.script = new KeyScript(this.sink);
    this.tally = tally;
    script.select(database);
  }

  @Override
  public void begin(byte[] key, KeyType type) {
    isAccount = Arrays.equals(key, Ledger.KEY);
    if (isAccount) {
      tally.account();
      return;
    }
    script.begin(key, type);
    hash.begin(key, type);
  }

  @Override
  public void piece(Piece piece) {
    if (isAccount) {
      return;
    }
    if (piece instanceof Piece.Orphan) {
      tally.orphan();
    }
    script.piece(piece);
    hash.piece(piece);
  }

  @Override
  public void payload(byte[] key, Payload payload, long expiresAtMillis) {
    script.payload(key, payload, expiresAtMillis);
    hash.payload(key, payload, expiresAtMillis);
  }

  @Override
  public void drop(byte[] key) {
    if (!Arrays.equals(key, Ledger.KEY)) {
      script.drop(key);
      hash.drop(key);
    }
  }

  @Override
  public void end(long expiresAtMillis) {
    if (!isAccount) {
      script.end(expiresAtMillis);
      hash.end(expiresAtMillis);
    }
  }

  RowsHash finish() {
    sink.flush();
    return hash.sum();
  }
}
