package dev.migrator.database.redis;

/// A module's value.
///
/// @param type name of the module's type
/// @param encoding the version in which the module wrote it
record Payload(String type, int encoding, Dump dump) {
  private static final long ENCODING_MASK = 0x3ff;

  /// As [#of(Dump)], of all bytes of a dump.
  static Payload of(byte[] bytes) {
    return of(Dump.of(bytes));
  }

  /// @throws RdbException if this is no whole payload of a module's value
  static Payload of(Dump dump) {
    if (!dump.isOfModule()) {
      throw new RdbException("a payload is of no module");
    }
    RdbInput in = dump.value();
    long id = in.length();
    RdbModule.skip(in);
    dump.requireEnd(in);
    return new Payload(RdbModule.name(id), (int) (id & ENCODING_MASK), dump);
  }

  /// For people: what a server needs to take it.
  String needs() {
    return "it is a value of the module type %s, encoding %d, from a server with RDB version %d: load that module there, not older than at the source, and restore again"
        .formatted(type, encoding, dump.version());
  }
}
