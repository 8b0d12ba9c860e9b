package dev.migrator.store.account;

/// Is told how far the reading of an account has come. Safe for many threads at once.
public interface ReadingWatcher {
  /// For those who do not want to know.
  ReadingWatcher NONE =
      new ReadingWatcher() {
        @Override
        public void toAsk(int questions) {}

        @Override
        public void answered() {}
      };

  /// So many more are going to be asked: each of one place.
  void toAsk(int questions);

  /// One was answered, or refused.
  void answered();
}
