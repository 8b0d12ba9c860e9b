package dev.migrator.database.redis;

import java.util.Arrays;
import java.util.Optional;

/// The types of values that every server has; all others come from modules.
enum KeyType {
  STRING("string", "STRLEN"),
  LIST("list", "LLEN"),
  SET("set", "SCARD"),
  HASH("hash", "HLEN"),
  SORTED_SET("zset", "ZCARD"),
  STREAM("stream", "XLEN");

  private final String wire;
  private final String lengthCommand;

  KeyType(String wire, String lengthCommand) {
    this.wire = wire;
    this.lengthCommand = lengthCommand;
  }

  /// As `TYPE` names it.
  String wire() {
    return wire;
  }

  /// Tells bytes of a string, elements of the others.
  String lengthCommand() {
    return lengthCommand;
  }

  /// @return empty for a type of a module
  static Optional<KeyType> ofWire(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
