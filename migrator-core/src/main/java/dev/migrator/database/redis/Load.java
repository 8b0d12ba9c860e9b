package dev.migrator.database.redis;

import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends the commands of one part, many at one time. A server that is too old for some gets what it
/// understands of them. Not for several threads.
final class Load {
  /// Refusals that concern everything, not one key.
  private static final Set<String> FATAL =
      Set.of(
          "OOM",
          "READONLY",
          "MISCONF",
          "NOREPLICAS",
          "LOADING",
          "BUSY",
          "NOAUTH",
          "MOVED",
          "ASK",
          "CLUSTERDOWN",
          "MASTERDOWN");

  private static final int MOST_COMMANDS = 256;
  private static final long MOST_BYTES = 1 << 20;

  private final Connection connection;
  private final Server server;
  private final Problems problems;
  private final List<Sent> sent = new ArrayList<>();
  private long sentBytes;
  private boolean isWhole = true;
  private long startMillis;
  private boolean takesPayloads;

  /// The key that the last command has deleted, if it was such a one.
  private byte @Nullable [] deleted;

  /// @param command as the part says it, whatever was sent for it
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Sent(Command command, byte[] key) {}

  Load(Connection connection, Server server, Problems problems) {
    this.connection = connection;
    this.server = server;
    this.problems = problems;
  }

  /// @return whether the server took all of it
  boolean run(SavedPart part) {
    startMillis = Server.now(connection).toEpochMilli();
    takesPayloads = FirstItems.isTakenBy(connection);
    KeysHash hash = new KeysHash();
    SavedPartReader.read(part, hash, this::send);
    settle();
    requireAll(part, hash.sum());
    return isWhole;
  }

  private static void requireAll(SavedPart part, RowsHash hash) {
    if (!hash.equals(part.hash())) {
      throw new BundleDamagedException(
          "%s holds %,d keys with the hash %s, and the commit says %,d with %s"
              .formatted(
                  part.file(), hash.rows(), hash.hex(), part.hash().rows(), part.hash().hex()),
          "Find out who has altered the bundle.");
    }
  }

  private void send(Command command, byte[] key) {
    boolean isFirst = Arrays.equals(key, deleted);
    deleted = command.name().equals("DEL") ? key : null;
    fitting(command)
        .ifPresent(
            fitting -> sendNow(isFirst && takesPayloads ? quick(fitting) : fitting, fitting, key));
  }

  private static Command quick(Command first) {
    return FirstItems.of(first).orElse(first);
  }

  private void sendNow(Command wire, Command command, byte[] key) {
    connection.send(wire);
    sent.add(new Sent(command, key));
    sentBytes += wire.size();
    if (sent.size() >= MOST_COMMANDS || sentBytes >= MOST_BYTES) {
      settle();
    }
  }

  private Optional<Command> fitting(Command command) {
    if (command.name().equals("HPEXPIREAT") && !server.hasFieldExpiry()) {
      return expired(command);
    }
    return Optional.of(server.major() < 7 ? forSix(command) : command);
  }

  /// What deletes fields whose time was up when this began.
  private Optional<Command> expired(Command command) {
    if (Long.parseLong(command.text(2)) > startMillis) {
      return Optional.empty();
    }
    List<byte[]> words = command.words();
    List<byte[]> deletion = new ArrayList<>(Command.of("HDEL", words.get(1)).words());
    deletion.addAll(words.subList(5, words.size()));
    return Optional.of(new Command(deletion));
  }

  /// Without the counters of streams that Redis 7 added.
  private static Command forSix(Command command) {
    List<byte[]> words = command.words();
    return switch (command.name()) {
      case "XSETID" -> new Command(words.subList(0, 3));
      case "XGROUP" -> new Command(words.subList(0, 5));
      default -> command;
    };
  }

  private void settle() {
    for (Sent one : sent) {
      if (connection.receive() instanceof Reply.Refusal(String said)) {
        refuse(one, said);
      }
    }
    sent.clear();
    sentBytes = 0;
  }

  private void refuse(Sent one, String said) {
    if (FATAL.contains(Failures.kind(said))) {
      throw Failures.of("writing keys", said);
    }
    isWhole = false;
    if (one.command().name().equals("RESTORE")) {
      Payload payload = Payload.of(one.command().words().get(3));
      problems.key(
          one.key(),
          "the target refused it: %s; %s".formatted(Failures.printable(said), payload.needs()));
    } else {
      problems.refusal(one.command().name(), one.key(), said);
    }
  }
}
