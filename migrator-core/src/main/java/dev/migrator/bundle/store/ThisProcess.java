package dev.migrator.bundle.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who we are, for the owner's line of a lease.
final class ThisProcess {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String MACHINE = readMachine();

  private ThisProcess() {}

  static long pid() {
    return ProcessHandle.current().pid();
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }

  /// Names the space in which a process number means one process: this boot of this kernel, and the
  /// container's own numbering; a host name would do for neither.
  ///
  /// @return empty where the system does not tell
  static String machine() {
    return MACHINE;
  }

  private static String readMachine() {
    try {
      return Files.readString(BOOT_ID).strip() + " " + Files.readSymbolicLink(PID_NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
