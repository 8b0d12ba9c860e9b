package dev.migrator.database.mysql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Servers that the tests know. Newer ones than Debian's are in the folder that the variable
/// `MIGRATOR_TEST_SERVERS` names.
enum Brand {
  MARIADB_10("mariadbd", "mariadb", "mariadb-admin", "mariadb-dump", ""),
  MARIADB_11("mariadbd", "mariadb", "mariadb-admin", "mariadb-dump", "-11"),
  MYSQL_9("mysqld", "mysql", "mysql", "mysqldump", "-9");

  private static final Path SERVERS =
      Path.of(Objects.requireNonNullElse(System.getenv("MIGRATOR_TEST_SERVERS"), "/none"));

  private final String server;
  private final String client;
  private final String admin;
  private final String dump;
  private final String suffix;

  Brand(String server, String client, String admin, String dump, String suffix) {
    this.server = server;
    this.client = client;
    this.admin = admin;
    this.dump = dump;
    this.suffix = suffix;
  }

  private boolean isInstalled() {
    return suffix.isEmpty();
  }

  /// Why there is none here; empty where there is one.
  Optional<String> missing() {
    if (Stream.of(server, client, admin, dump).allMatch(Brand.this::isThere)) {
      return Optional.empty();
    }
    return Optional.of(
        isInstalled()
            ? "needs an installed MariaDB: apt-get install mariadb-server"
            : "MIGRATOR_TEST_SERVERS names no folder with bin/%s%s: see .ci/newer-servers"
                .formatted(server, suffix));
  }

  private boolean isThere(String name) {
    return isInstalled()
        ? isOnPath(name)
        : Files.isExecutable(SERVERS.resolve("bin/" + name + suffix));
  }

  static boolean isOnPath(String name) {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private String program(String name) {
    return isInstalled() ? name : SERVERS.resolve("bin/" + name + suffix).toString();
  }

  /// Who runs the server where root runs the tests: the installed one cannot be run by root's files
  /// alone, the others may lie in a folder of root's.
  String systemUser() {
    return isInstalled() ? "mysql" : "root";
  }

  String client() {
    return program(client) + " --no-defaults --default-character-set=utf8mb4";
  }

  String dump() {
    return program(dump) + " --no-defaults";
  }

  /// Succeeds when the server answers at the socket `s`.
  String ping() {
    return this == MYSQL_9
        ? client() + " -S s -e 'DO 1'"
        : program(admin) + " --no-defaults -S s ping";
  }

  /// Makes the folder `data`. A server that starts deletes what others have in a shared folder for
  /// temporary files, so this one has its own.
  String install(List<String> userOption) {
    String user = String.join(" ", userOption);
    return switch (this) {
      case MARIADB_10, MARIADB_11 ->
          "TMPDIR=$PWD %s --no-defaults %s --datadir=$PWD/data --auth-root-authentication-method=normal"
              .formatted(program("mariadb-install-db"), user);
      case MYSQL_9 ->
          "%s --no-defaults %s --secure-file-priv= --datadir=$PWD/data --initialize-insecure"
              .formatted(program(server), user);
    };
  }

  /// The command that starts the server, with the options that tests need.
  List<String> start(List<String> userOption) {
    boolean isSystems = isInstalled() && Files.isExecutable(Path.of("/usr/sbin", server));
    List<String> command = new ArrayList<>();
    command.add(isSystems ? "/usr/sbin/" + server : program(server));
    command.add("--no-defaults");
    command.addAll(userOption);
    command.addAll(
        switch (this) {
          case MARIADB_10, MARIADB_11 -> List.of();
          case MYSQL_9 ->
              List.of("--mysqlx=OFF", "--secure-file-priv=", "--cte-max-recursion-depth=1000000");
        });
    return command;
  }

  boolean isMariaDb() {
    return this != MYSQL_9;
  }

  /// Such that several snapshots can be of one instant now and then: MySQL's log must stand still
  /// for a moment.
  double secondsBetweenWrites() {
    return isMariaDb() ? 0.003 : 0.2;
  }

  /// Which of the commands of [MysqlRights] are for it, beside those for all.
  List<Integer> rightsOfItsOwn() {
    return switch (this) {
      case MYSQL_9 -> List.of(4);
      case MARIADB_10 -> List.of(6);
      case MARIADB_11 -> List.of(6, 8);
    };
  }

  /// A relation of one column `seq`.
  String numbersTo(int last) {
    return isMariaDb()
        ? "seq_1_to_" + last
        : "(WITH RECURSIVE n AS (SELECT 1 AS seq UNION ALL SELECT seq + 1 FROM n WHERE seq < %d) SELECT seq FROM n) numbers"
            .formatted(last);
  }
}
