package dev.migrator.database.redis;

/// Steps over what a module has written into an RDB (Redis, `rdbLoadCheckModuleValue` of
/// `src/rdb.c`).
final class RdbModule {
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int NAME_LENGTH = 9;
  private static final int VERSION_BITS = 10;

  private RdbModule() {}

  /// Name of the type that an id stands for.
  static String name(long id) {
    StringBuilder name = new StringBuilder();
    for (int i = NAME_LENGTH - 1; i >= 0; i--) {
      name.append(CHARACTERS.charAt((int) (id >>> (VERSION_BITS + 6 * i)) & 0x3f));
    }
    return name.toString();
  }

  static void skip(RdbInput in) {
    for (long code = in.length(); code != 0; code = in.length()) {
      switch ((int) code) {
        case 1, 2 -> in.length();
        case 3 -> in.bytes(Float.BYTES);
        case 4 -> in.bytes(Double.BYTES);
        case 5 -> in.string();
        default -> throw new RdbException("an unknown mark of a module: " + code);
      }
    }
  }
}
