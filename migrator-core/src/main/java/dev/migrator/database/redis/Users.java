package dev.migrator.database.redis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes the users of a bundle. Each comes back switched off and without a password: a bundle has
/// none. Who is there stays as it is, so also `default` and the one that this connection logged in
/// as. One thread.
final class Users {
  private final List<AclUser> users;
  private final Set<String> told = new TreeSet<>();

  private Users(List<AclUser> users) {
    this.users = users;
  }

  /// @param document as [Documents#USERS]
  static Users parse(byte[] document) {
    return new Users(ofLines(Documents.text(document).lines()));
  }

  private static List<AclUser> ofLines(Stream<String> lines) {
    return lines.map(AclUser::parse).filter(Objects::nonNull).toList();
  }

  void make(Connection connection, Problems problems) {
    if (users.isEmpty()) {
      return;
    }
    Reply list = connection.ask(Command.of("ACL", "LIST"));
    if (list instanceof Reply.Refusal(String said)) {
      forbidden(problems, said);
      return;
    }
    Map<String, AclUser> there = byName(list);
    boolean isAnyMade = false;
    for (AclUser user : users) {
      AclUser present = there.get(user.name());
      if (present == null) {
        isAnyMade |= make(user, connection, problems);
      } else {
        keep(user, present, problems);
      }
    }
    if (isAnyMade) {
      save(connection, problems);
    }
  }

  private void forbidden(Problems problems, String said) {
    if (users.stream().anyMatch(user -> !user.name().equals(AclUser.DEFAULT))) {
      problems.loss(
          "users",
          "none is made, because the target lists none: %s. Make them by the host's own means; their rules are in %s"
              .formatted(Failures.printable(said), Documents.USERS));
    }
    users.forEach(user -> told.add(user.name()));
  }

  private static Map<String, AclUser> byName(Reply list) {
    Map<String, AclUser> byName = new TreeMap<>();
    ofLines(list.items().stream().map(Reply::text)).forEach(user -> byName.put(user.name(), user));
    return byName;
  }

  private boolean make(AclUser user, Connection connection, Problems problems) {
    if (!user.unknown().isEmpty()) {
      refuse(user, "its rule %s is none that is known here".formatted(user.unknown()), problems);
      return false;
    }
    if (connection.ask(user.creation()) instanceof Reply.Refusal(String said)) {
      refuse(user, said, problems);
      return false;
    }
    switchedOff(user, problems);
    return true;
  }

  private void refuse(AclUser user, String why, Problems problems) {
    told.add(user.name());
    problems.loss(
        "user " + user.printable(),
        "it is not made: %s. Its rules are in %s"
            .formatted(Failures.printable(why), Documents.USERS));
  }

  private static void switchedOff(AclUser user, Problems problems) {
    problems.loss(
        "user " + user.printable(),
        "it is switched off and has no password; to let it in as before: " + user.activation());
  }

  /// One that is off with the same rules may be of an earlier run of this restore.
  private void keep(AclUser user, AclUser present, Problems problems) {
    if (present.hasWordsOf(user) && user.isOn() && !present.isOn()) {
      switchedOff(user, problems);
    } else if (!present.mayAsMuchAs(user)) {
      told.add(user.name());
      problems.loss(
          "user " + user.printable(),
          "it is there already and stays as it is; its rules are other than the source's, which are in "
              + Documents.USERS);
    }
  }

  /// Refused where there is no file for it.
  private static void save(Connection connection, Problems problems) {
    if (connection.ask(Command.of("ACL", "SAVE")) instanceof Reply.Refusal(String said)) {
      problems.loss(
          "users",
          "the server forgets them when it restarts, unless CONFIG REWRITE or the host's own means keep them (ACL SAVE: %s)"
              .formatted(Failures.printable(said)));
    }
  }

  /// Looks whether each is there. It was made by the source's own rules; where the server lists
  /// them otherwise, a person must tell whether that is the same.
  ///
  /// Left out are those of whom it was told why not.
  void compare(Connection connection, Problems problems) {
    if (users.stream().allMatch(user -> told.contains(user.name()))) {
      return;
    }
    Map<String, AclUser> there = byName(connection.call(Command.of("ACL", "LIST")));
    for (AclUser user : users) {
      AclUser present = there.get(user.name());
      if (told.contains(user.name())) {
        continue;
      }
      if (present == null) {
        problems.difference("user " + user.printable(), "it is not there");
      } else if (!present.hasWordsOf(user)) {
        problems.loss(
            "user " + user.printable(),
            "the server took its rules and lists them as \"%s\"; the source did as \"%s\""
                .formatted(
                    Failures.printable(String.join(" ", present.rules())),
                    Failures.printable(String.join(" ", user.rules()))));
      }
    }
  }
}
