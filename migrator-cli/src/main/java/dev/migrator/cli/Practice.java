package dev.migrator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.Migrator;
import dev.migrator.cli.command.Application;
import dev.migrator.cli.run.FrontDoor;
import dev.migrator.cli.run.Interruption;
import dev.migrator.cli.run.Stdout;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Surroundings.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Runs the everyday commands on made-up objects, so that the JVM can record which classes they
/// load and which of their methods are hot. With that record the program starts at once and is warm
/// soon. Run when the distribution is built.
public final class Practice {
  private final Surroundings surroundings =
      new Surroundings(
          "migrator",
          "practice",
          Map.of(),
          new FrontDoor(new Migrator()),
          new Stdout(OutputStream.nullOutputStream()),
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
          Terminal.NONE,
          new Interruption(),
          InstantSource.system());

  private Practice() {}

  /// @param arguments endpoint of a synthetic host; name of its bucket; a folder to work in
  public static void main(String[] arguments) throws Exception {
    new Practice().run(arguments[0], arguments[1], Path.of(arguments[2]));
  }

  private void run(String endpoint, String bucket, Path folder) throws Exception {
    Path estate = folder.resolve("estate.yaml");
    Path targets = folder.resolve("targets.yaml");
    String bundle = folder.resolve("bundle").toString();
    Files.writeString(
        estate,
        """
        estate: practice
        sources:
          objects:
            s3: { bucket: %s, region: us-east-1, endpoint: "%s", path-style: true,
                  credentials: { access-key-id: id, secret-access-key: secret } }
        """
            .formatted(bucket, endpoint));
    Files.writeString(
        targets,
        "targets:\n  objects: { files: { path: \"%s\" } }\n".formatted(folder.resolve("restored")));
    command("snapshot", estate.toString(), "--bundle", bundle);
    command("verify", bundle);
    command("restore", bundle, "--to", targets.toString());
    command("ls", bundle, "objects", "--prefix", "0");
  }

  private void command(String... words) {
    int code = Application.run(surroundings, words);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", words) + " ended with " + code);
    }
  }
}
