package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.PatientCalls;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `pg_dump` of this machine.
record PgDump(Path program, int major, int minor) {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
  private static final int ANSWERS_WITHIN_SECONDS = 20;
  private static final long LOOK_UP_MILLIS = 100;

  /// The least minor versions without CVE-2026-6477, by which a hostile server writes into
  /// `pg_dump`'s memory.
  private static final Map<Integer, Integer> SOUND_FROM =
      Map.of(14, 23, 15, 18, 16, 14, 17, 10, 18, 4);

  /// Where packages put it, besides the PATH.
  private static final List<String> FOLDERS =
      List.of("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/Library/PostgreSQL");

  /// The newest one that is not older than a server.
  static Optional<PgDump> find(int serverMajor) {
    return all().stream()
        .filter(dump -> dump.major >= serverMajor)
        .max(Comparator.comparingInt(PgDump::major).thenComparingInt(PgDump::minor));
  }

  /// What to do where there is none.
  static String missing(int serverMajor) {
    String found =
        all().stream().map(PgDump::version).distinct().reduce((a, b) -> a + ", " + b).orElse("");
    return "no pg_dump of version %d or newer is installed%s; install the package postgresql-client-%d"
        .formatted(serverMajor, found.isEmpty() ? "" : " (only " + found + ")", serverMajor);
  }

  String version() {
    return major + "." + minor;
  }

  /// What is known to be wrong with this version; empty where nothing is.
  Optional<String> flaw() {
    int sound = SOUND_FROM.getOrDefault(major, 0);
    return minor >= sound
        ? Optional.empty()
        : Optional.of(
            "pg_dump %s has a known flaw (CVE-2026-6477: a hostile server can attack it); update it to %d.%d"
                .formatted(version(), major, sound));
  }

  private static List<PgDump> all() {
    Set<Path> seen = new HashSet<>();
    List<PgDump> found = new ArrayList<>();
    for (Path candidate : candidates()) {
      if (Files.isExecutable(candidate) && seen.add(candidate)) {
        at(candidate).ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(java.io.File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        candidates.add(Path.of(folder, "pg_dump"));
      }
    }
    for (String folder : FOLDERS) {
      candidates.addAll(below(Path.of(folder)));
    }
    return candidates;
  }

  private static List<Path> below(Path folder) {
    List<Path> programs = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder)) {
        versions.forEach(version -> programs.add(version.resolve("bin/pg_dump")));
      } catch (IOException e) {
        return List.of(); // not to be read: then there is none for us
      }
    }
    return programs;
  }

  /// The one at a place; empty if it does not answer as one.
  static Optional<PgDump> at(Path program) {
    try {
      Process process = new ProcessBuilder(program.toString(), "--version").start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      boolean ended = process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
      Matcher version = VERSION.matcher(answer);
      return ended && process.exitValue() == 0 && version.find()
          ? Optional.of(
              new PgDump(
                  program, Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a wrapper without its program: then it is none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Runs it, and ends it where the run is to stop meanwhile.
  ///
  /// @return the script
  /// @throws StoreException with what it said if it fails
  String run(List<String> arguments, Map<String, String> environment, PatientCalls calls) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    try {
      return output(builder.start(), calls);
    } catch (IOException e) {
      throw failed(e.toString(), e);
    }
  }

  private String output(Process process, PatientCalls calls) throws IOException {
    try {
      process.getOutputStream().close();
      CompletableFuture<String> script = text(process.getInputStream());
      CompletableFuture<String> said = text(process.getErrorStream());
      while (!process.waitFor(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        calls.throwIfStopped();
      }
      if (process.exitValue() != 0) {
        throw failed(said.join().strip(), null);
      }
      return script.join();
    } catch (CompletionException e) {
      throw failed("what it wrote could not be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("it was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly); // it may be a wrapper
      process.destroyForcibly();
    }
  }

  /// All that comes, read while it comes: the program waits for its reader.
  private static CompletableFuture<String> text(InputStream from) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (from) {
            return new String(from.readAllBytes(), UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private StoreException failed(String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new StoreException(
        Reason.REJECTED,
        "%s %s failed: %s".formatted(program, version(), why),
        "Mend what it says, or grant the role the rights that it needs.",
        cause);
  }
}
