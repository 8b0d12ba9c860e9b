package dev.migrator.restore;

import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/// Keys of which all is said that there is to say, so that later passes leave them alone: one bit a
/// key. For many threads.
final class Settled {
  private final BitSet sequences = new BitSet();
  private final ReentrantLock lock = new ReentrantLock();

  void add(KeyVersions key) {
    lock.lock();
    try {
      sequences.set(key.sequence());
    } finally {
      lock.unlock();
    }
  }

  boolean contains(KeyVersions key) {
    lock.lock();
    try {
      return sequences.get(key.sequence());
    } finally {
      lock.unlock();
    }
  }
}
