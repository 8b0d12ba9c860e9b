package dev.migrator.sandbox.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The folder that a server is to live in, as `serve.sh` wants it. The server's account may write
/// to `data` in it and nowhere else, so that it cannot lay links in the way of root.
record Stage(Path folder, Account account) {

  static Stage set(String password) {
    Stage stage = new Stage(newFolder(), Account.current());
    try {
      stage.open();
      stage.account.own(Files.createDirectory(stage.data(), only("rwx------")));
      Path secret = Files.createFile(stage.folder.resolve("password"), only("rw-------"));
      Files.writeString(secret, password);
      stage.account.own(secret);
      return stage;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + stage.folder + " for PostgreSQL", e);
    }
  }

  /// Runs `serve.sh`: until its input ends there is a server, or word of why there is none.
  Process serve(Installation installation, Settings settings, int port) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script(), "serve.sh"));
    command.addAll(List.of(folder.toString(), installation.bin().toAbsolutePath().toString()));
    command.addAll(List.of(account.runner(), settings.encoding(), settings.locale()));
    command.addAll(settings.optionsAt(port));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile()); // ours may be closed to the server's account
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run sh to start PostgreSQL in " + folder, e);
    }
  }

  /// When there is a line `ready` in the file that the server keeps on itself; what it logs could
  /// be switched off.
  boolean isServed() {
    try {
      return Files.readAllLines(data().resolve("postmaster.pid")).stream()
          .anyMatch(line -> line.strip().equals("ready"));
    } catch (IOException e) {
      return false; // not there yet, or just going
    }
  }

  /// Kills what serves, which is started again after a pause.
  void kill(Duration pause) {
    try {
      Files.writeString(folder.resolve("back"), Long.toString(pause.toSeconds()));
      long server = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
      ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot kill PostgreSQL in " + folder, e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("migrator-postgres-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no folder for PostgreSQL in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  private static String script() {
    try (InputStream in = Objects.requireNonNull(Stage.class.getResourceAsStream("serve.sh"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("serve.sh cannot be read from the class path", e);
    }
  }

  private void open() throws IOException {
    if (account != Account.OURSELVES) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
