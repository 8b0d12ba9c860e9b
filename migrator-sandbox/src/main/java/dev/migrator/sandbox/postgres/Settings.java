package dev.migrator.sandbox.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server is made with and runs with.
///
/// @param encoding of its databases, as initdb takes it
/// @param locale of its databases, as initdb takes it; the machine must have it
/// @param parameters of the server by name, given on its command line: `ALTER SYSTEM` does not
///   change them
public record Settings(String encoding, String locale, Map<String, String> parameters) {
  /// Nothing survives a crash, but nothing is to; ready for logical replication and for prepared
  /// transactions. The rest keeps what the server says the same on every machine.
  private static final Map<String, String> THROWAWAY =
      Map.of(
          "fsync", "off",
          "full_page_writes", "off",
          "synchronous_commit", "off",
          "shared_buffers", "32MB",
          "wal_level", "logical",
          "max_prepared_transactions", "4",
          "timezone", "UTC",
          "log_timezone", "UTC",
          "lc_messages", "C");

  public Settings {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /// UTF-8 in the locale C, small, and fast rather than safe.
  public static Settings throwaway() {
    return new Settings("UTF8", "C", THROWAWAY);
  }

  public Settings withEncoding(String other) {
    return new Settings(other, locale, parameters);
  }

  public Settings withLocale(String other) {
    return new Settings(encoding, other, parameters);
  }

  /// Adds a parameter of the server, or replaces it.
  public Settings with(String name, String value) {
    return with(Map.of(name, value));
  }

  /// Adds parameters of the server, or replaces them.
  public Settings with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(parameters);
    all.putAll(more);
    return new Settings(encoding, locale, all);
  }

  /// On the command line. Where it listens is not for the caller to say.
  List<String> optionsAt(int port) {
    List<String> options = new ArrayList<>();
    parameters.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
    options.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    options.addAll(List.of("-c", "unix_socket_directories="));
    options.addAll(List.of("-c", "port=" + port));
    return options;
  }
}
