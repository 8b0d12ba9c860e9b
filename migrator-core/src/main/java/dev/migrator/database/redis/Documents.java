package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.Document;
import dev.migrator.database.Withheld;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a server has besides keys: functions, users, settings. Secrets are left out. One thread.
record Documents(Connection connection, Findings found) {
  /// Commands that load the functions, for `redis-cli --pipe`.
  static final String FUNCTIONS = "functions.resp";

  /// Users as an ACL file has them, without the hashes of their passwords.
  static final String USERS = "users.acl";

  /// Of the server, by name.
  static final String SETTINGS = "settings.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  void functions(Server server) {
    if (Libraries.fit(server)) {
      found.ask(
          "functions",
          () -> {
            List<byte[]> codes = new ArrayList<>();
            for (Reply library : call("FUNCTION", "LIST", "WITHCODE").items()) {
              codes.add(library.named("library_code").someBytes());
            }
            functions(codes);
          });
    }
  }

  private Reply call(Object... words) {
    return connection.call(Command.of(words));
  }

  void functions(List<byte[]> codes) {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    for (byte[] code : codes) {
      Command.of("FUNCTION", "LOAD", "REPLACE", code).write(script::write);
    }
    if (!codes.isEmpty()) {
      found.documents().add(new Document(FUNCTIONS, script.toByteArray()));
    }
  }

  void users() {
    found.ask(
        "users",
        () -> {
          StringBuilder lines = new StringBuilder();
          for (Reply line : call("ACL", "LIST").items()) {
            lines.append(withoutPasswords(line.text())).append('\n');
          }
          found.documents().add(new Document(USERS, lines.toString().getBytes(ISO_8859_1)));
        });
  }

  /// `user NAME on #HASH ~* …`
  private String withoutPasswords(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
    if (words.removeIf(word -> word.startsWith("#"))) {
      String name = words.size() > 1 ? words.get(1) : "";
      found
          .withheld()
          .add(
              new Withheld(
                  "password of the user " + name,
                  "give it one: ACL SETUSER %s '>PASSWORD'".formatted(name)));
    }
    return String.join(" ", words);
  }

  void settings() {
    found.ask(
        "settings",
        () -> {
          Map<String, String> settings = new TreeMap<>();
          List<Reply> items = call("CONFIG", "GET", "*").items();
          for (int i = 0; i + 1 < items.size(); i += 2) {
            setting(settings, items.get(i).text(), items.get(i + 1).someBytes());
          }
          found.documents().add(new Document(SETTINGS, json(settings)));
        });
  }

  /// `requirepass` is the password of the user `default`, of whom [#users] tells.
  private void setting(Map<String, String> settings, String name, byte[] value) {
    if (!name.contains("pass") && !name.equals("masterauth")) {
      settings.put(name, new String(value, UTF_8));
    } else if (value.length > 0 && !name.equals("requirepass")) {
      found.withheld().add(new Withheld("setting " + name, "CONFIG SET %s".formatted(name)));
    }
  }

  private static byte[] json(Map<String, String> settings) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written", e);
    }
  }

  static String text(byte[] document) {
    return new String(document, ISO_8859_1);
  }

  /// @throws java.io.IOException if these bytes are no settings
  static Map<String, String> settings(byte[] json) throws java.io.IOException {
    return JSON.readValue(json, new com.fasterxml.jackson.core.type.TypeReference<>() {});
  }
}
