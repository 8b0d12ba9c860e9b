package dev.migrator.database.mysql;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Whether a connection is encrypted, by the words of MySQL's clients (MySQL, "Command Options for
/// Encrypted Connections").
enum Tls {
  DISABLED("disable"),
  /// Where the server has it.
  PREFERRED("trust"),
  REQUIRED("trust"),
  VERIFY_CA("verify-ca"),
  VERIFY_IDENTITY("verify-full");

  /// Options of the clients to the driver's.
  private static final Map<String, String> DRIVER =
      Map.of(
          "ssl-ca", "serverSslCert",
          "serverSslCert", "serverSslCert",
          "connect-timeout", "connectTimeout",
          "get-server-public-key", "allowPublicKeyRetrieval");

  private final String driverName;

  Tls(String driverName) {
    this.driverName = driverName;
  }

  String driverName() {
    return driverName;
  }

  /// By `ssl-mode` or the driver's own `sslMode`; a given authority is reason to check it.
  static Tls of(Map<String, String> options) {
    String mode = options.getOrDefault("ssl-mode", options.getOrDefault("sslMode", ""));
    return switch (mode.toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "" ->
          options.containsKey("ssl-ca") || options.containsKey("serverSslCert")
              ? VERIFY_CA
              : PREFERRED;
      case "disabled", "disable" -> DISABLED;
      case "preferred" -> PREFERRED;
      case "required", "trust" -> REQUIRED;
      case "verify-ca" -> VERIFY_CA;
      case "verify-identity", "verify-full" -> VERIFY_IDENTITY;
      default -> throw new IllegalArgumentException("unknown ssl-mode " + mode);
    };
  }

  /// The other options as the driver names them.
  static Map<String, String> properties(Map<String, String> options) {
    Map<String, String> properties = new TreeMap<>();
    options.forEach((name, value) -> {
      String driver = DRIVER.get(name);
      if (driver != null) {
        properties.put(driver, name.equals("connect-timeout") ? value + "000" : value);
      }
    });
    return properties;
  }
}
