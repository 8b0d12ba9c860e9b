package dev.migrator.database.postgres;

/// A block of statements that runs as one, in one transaction (PostgreSQL, "DO").
final class DoBlock {
  private static final String TAG = "migrator";

  private DoBlock() {}

  /// @param body in PL/pgSQL, from its declarations or `BEGIN` to its `END`
  static String of(String body) {
    String tag = "$" + TAG + "$";
    for (int number = 1; body.contains(tag); number++) {
      tag = "$" + TAG + number + "$"; // a comment that somebody wrote cannot end the block
    }
    return "DO " + tag + "\n" + body + "\n" + tag + ";\n";
  }
}
