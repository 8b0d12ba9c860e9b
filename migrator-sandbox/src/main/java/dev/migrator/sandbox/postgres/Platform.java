package dev.migrator.sandbox.postgres;

import java.util.Locale;

/// The kind of machine that an archive of programs is for.
///
/// @param machine in the JVM's words
/// @param archive what zonky's jars call the archive for it
record Platform(String machine, String archive) {

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String system, String processor) {
    String archive = "postgres-%s-%s.txz".formatted(family(system), bits(processor));
    return new Platform(system + " on " + processor, archive);
  }

  private static String family(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String bits(String processor) {
    return switch (processor) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> processor;
    };
  }
}
