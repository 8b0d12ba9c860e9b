package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Keys of every type, in every form that a server keeps them in, with names and values that are
/// hard to carry.
record HostileKeys(Connection connection) {
  private static final int MANY = 3000;

  static void fill(RedisHost host) {
    try (Connection connection = host.connect()) {
      HostileKeys keys = new HostileKeys(connection);
      keys.names();
      keys.strings();
      keys.lists();
      keys.sets();
      keys.hashes();
      keys.sortedSets();
      keys.stream();
      connection.select(7);
      keys.run("SET", "elsewhere", "x");
    }
  }

  private void run(Object... words) {
    connection.call(Command.of(words));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private void names() {
    for (String name :
        List.of(
            "",
            "nul\0",
            "crlf\r\n",
            "*3\r\n$3\r\nSET\r\n",
            "\u00ff\u00fe\u0080",
            " '\"",
            "{tag}",
            "x".repeat(65_536))) {
      run("SET", bytes(name), bytes("value of\0\r\n" + name));
    }
  }

  private void strings() {
    byte[] noise = new byte[1_500_000];
    new Random(1).nextBytes(noise);
    run("SET", "noise", noise);
    run("SET", "noise again", noise);
    run("SET", "packed", "z".repeat(2_000_000));
    run("SET", "empty", "");
    for (long number : new long[] {0, -1, 127, -129, 40_000, -2_000_000_000, Long.MIN_VALUE}) {
      run("SET", "number" + number, number);
    }
    run("SET", "until", "x", "PXAT", System.currentTimeMillis() + 86_400_123);
  }

  private void lists() {
    List<Object> words = new ArrayList<>(List.of("RPUSH", "list"));
    for (int bits : new int[] {0, 6, 7, 8, 12, 13, 15, 16, 23, 24, 31, 32, 62}) {
      words.addAll(List.of(1L << bits, -(1L << bits), (1L << bits) - 1));
    }
    words.addAll(List.of("", "t".repeat(63), "t".repeat(64), "t".repeat(4096), Long.MIN_VALUE));
    run(words.toArray());
    run("RPUSH", "wide list", "w".repeat(100_000), bytes("\0\u00ff"), "w".repeat(300_000));
    many("RPUSH", "long list", 1);
  }

  private void many(String command, String key, int step) {
    Random random = new Random(2);
    for (int from = 0; from < MANY; from += 500) {
      List<Object> words = new ArrayList<>(List.of(command, key));
      for (int i = from; i < from + 500; i++) {
        if (step == 2) {
          words.add(command.equals("ZADD") ? (Object) random.nextGaussian() : "name" + i);
        }
        words.add("item" + i);
      }
      run(words.toArray());
    }
  }

  private void sets() {
    run("SADD", "numbers16", 1, -2, 3);
    run("SADD", "numbers32", 1, 100_000);
    run("SADD", "numbers64", 1, -(1L << 40));
    run("SADD", "set", "a", bytes("\0\r\n\u00ff"), "");
    many("SADD", "large set", 1);
  }

  private void hashes() {
    run("HSET", "hash", "a", "b", "", bytes("\0"), "number", 5);
    run("HSET", "wide hash", "a", "w".repeat(400_000), "b", "v".repeat(400_000));
    many("HSET", "large hash", 2);
  }

  private void sortedSets() {
    run("ZADD", "scores", "0.1", "a", "-inf", "b", "+inf", "c", "1e300", "d", "5e-324", "e");
    run("ZADD", "zeros", "-0.0", "a", "0", "b", "3", "c", "-9007199254740993", "d");
    many("ZADD", "large scores", 2);
  }

  private void stream() {
    for (int i = 1; i <= MANY; i++) {
      connection.send(Command.of("XADD", "stream", i + "-1", "same", i, "fields", "v" + i));
    }
    for (int i = 1; i <= MANY; i++) {
      connection.receive();
    }
    run("XADD", "stream", MANY + "-18446744073709551615", bytes("other\0"), bytes("\u00ff"));
    run("XDEL", "stream", "100-1", "101-1");
    run("XGROUP", "CREATE", "stream", bytes("group\0"), "0");
    run("XGROUP", "CREATECONSUMER", "stream", bytes("group\0"), bytes("idle\r\n"));
    run("XREADGROUP", "GROUP", bytes("group\0"), "first", "COUNT", 30, "STREAMS", "stream", ">");
    run("XREADGROUP", "GROUP", bytes("group\0"), "second", "COUNT", 9, "STREAMS", "stream", ">");
    run("XACK", "stream", bytes("group\0"), "3-1");
    run("XGROUP", "CREATE", "no entries", "g", "$", "MKSTREAM");
    run("XGROUP", "CREATE", "nothing", "g", "$", "MKSTREAM");
    run("XGROUP", "DESTROY", "nothing", "g");
    run("XADD", "emptied", "7-7", "a", "b");
    run("XDEL", "emptied", "7-7");
  }
}
