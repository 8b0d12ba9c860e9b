package dev.migrator.database.redis;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads keys by their names: small ones many at one time, each whole by its `DUMP`, or else by the
/// command of its type; large ones by parts. What is not there, or no longer, is left out. Not for
/// several threads.
final class KeyReader {
  private static final int MOST_TRIES = 3;
  private static final int KEYS_AT_ONE_TIME = 100;

  private final Connection connection;
  private final Server server;
  private final KeyVisitor visitor;
  private final Trouble trouble;
  private final boolean asksFieldExpiry;
  private final SmallKeys smallKeys;
  private final List<byte[]> changed = new ArrayList<>();
  private final List<Opaque> opaque = new ArrayList<>();

  /// A key of a module.
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Opaque(byte[] key, String type, long expiresAtMillis) {}

  /// A small one whose fields may expire.
  private record Hash(Candidate candidate, HashFields fields) {}

  /// Is told of keys that cannot be read.
  interface Trouble {
    /// A value of a module that cannot be read.
    ///
    /// @param said why
    void module(String type, byte[] key, String said);

    /// @param type as `TYPE` names it; `unknown` where even that is refused
    void refused(byte[] key, String type, StoreException why);

    /// The server does not tell when fields of this hash expire; they are taken never to.
    ///
    /// @param said why
    void fieldExpiry(byte[] key, String said);
  }

  KeyReader(Connection connection, Server server, KeyVisitor visitor, Trouble trouble) {
    this.connection = connection;
    this.server = server;
    this.visitor = visitor;
    this.trouble = trouble;
    this.asksFieldExpiry = server.hasFieldExpiry();
    this.smallKeys = new SmallKeys(connection, server, visitor);
  }

  /// Reads keys of the database that is selected.
  void read(List<byte[]> keys) {
    List<byte[]> others = smallKeys.read(keys);
    for (int from = 0; from < others.size(); from += KEYS_AT_ONE_TIME) {
      byCommands(others.subList(from, Math.min(others.size(), from + KEYS_AT_ONE_TIME)));
    }
  }

  /// One that becomes another type meanwhile is read again.
  private void byCommands(List<byte[]> keys) {
    List<byte[]> wanted = keys;
    for (int tries = 1; !wanted.isEmpty(); tries++) {
      changed.clear();
      attempt(wanted, tries);
      wanted = List.copyOf(changed);
    }
  }

  private void attempt(List<byte[]> keys, int tries) {
    List<Candidate> candidates = measured(typed(keys));
    opaque.forEach(this::dump);
    opaque.clear();
    List<Candidate> small = candidates.stream().filter(Candidate::isSmall).toList();
    small(small, tries);
    candidates.stream()
        .filter(candidate -> !candidate.isSmall())
        .forEach(candidate -> large(candidate, tries));
  }

  private void dump(Opaque one) {
    Reply answer = connection.ask(Command.of("DUMP", one.key()));
    if (answer instanceof Reply.Refusal(String said)) {
      trouble.module(one.type(), one.key(), Failures.printable(said));
      return;
    }
    byte[] bytes = answer.bytes();
    if (bytes == null) {
      return; // gone since
    }
    try {
      visitor.payload(one.key(), Payload.of(bytes), one.expiresAtMillis());
    } catch (RdbException e) {
      trouble.module(one.type(), one.key(), String.valueOf(e.getMessage()));
    }
  }

  private void small(List<Candidate> candidates, int tries) {
    List<Hash> hashes = new ArrayList<>();
    candidates.forEach(candidate -> connection.send(SmallValue.command(candidate)));
    for (Candidate candidate : candidates) {
      Reply value = connection.receive();
      if (value instanceof Reply.Refusal(String said)) {
        refuse(candidate, Failures.of("reading a key", said), tries);
      } else if (mayHaveExpiringFields(candidate) && !value.items().isEmpty()) {
        hashes.add(new Hash(candidate, new HashFields(candidate.key(), value.items())));
      } else {
        SmallValue.pass(candidate, value, visitor);
      }
    }
    hashes.forEach(hash -> connection.send(hash.fields().question()));
    hashes.forEach(hash -> small(hash, connection.receive(), tries));
  }

  private boolean mayHaveExpiringFields(Candidate candidate) {
    return asksFieldExpiry && candidate.type() == KeyType.HASH;
  }

  private void small(Hash hash, Reply times, int tries) {
    try {
      SmallValue.pass(hash.candidate(), fields(hash.fields(), times), visitor);
    } catch (StoreException e) {
      refuse(hash.candidate(), e, tries);
    }
  }

  private List<Piece> fields(HashFields fields, Reply times) {
    return fields.fields(times, said -> trouble.fieldExpiry(fields.key(), said));
  }

  private List<Piece> pieces(Candidate candidate, List<Reply> items) {
    if (!mayHaveExpiringFields(candidate)) {
      return SmallValue.pieces(candidate.type(), items);
    }
    HashFields fields = new HashFields(candidate.key(), items);
    return fields(fields, connection.ask(fields.question()));
  }

  private void large(Candidate candidate, int tries) {
    try {
      if (candidate.type() == KeyType.STREAM) {
        new StreamValue(connection, candidate, visitor).read();
      } else {
        new LargeValue(connection, candidate, visitor, items -> pieces(candidate, items)).read();
      }
    } catch (StoreException e) {
      refuse(candidate, e, tries);
      visitor.drop(candidate.key());
    }
  }

  private void refuse(Candidate candidate, StoreException e, int tries) {
    if (e.reason() == Reason.CHANGING && tries < MOST_TRIES) {
      changed.add(candidate.key());
    } else if (e.reason() == Reason.FORBIDDEN || e.reason() == Reason.CHANGING) {
      trouble.refused(candidate.key(), candidate.type().wire(), e);
    } else {
      throw e;
    }
  }

  private List<Candidate> typed(List<byte[]> keys) {
    if (!server.exactExpiry()) {
      connection.send(Command.of("TIME"));
    }
    for (byte[] key : keys) {
      connection.send(Command.of("TYPE", key));
      connection.send(Command.of(server.exactExpiry() ? "PEXPIRETIME" : "PTTL", key));
    }
    long now = server.exactExpiry() ? 0 : Server.millis(connection.receive());
    List<Candidate> candidates = new ArrayList<>();
    for (byte[] key : keys) {
      Reply type = connection.receive();
      Reply expiry = connection.receive();
      if (type instanceof Reply.Refusal(String said)) {
        refuseUnknown(key, Failures.of("reading a key", said));
      } else if (expiry instanceof Reply.Refusal(String said)) {
        refuseUnknown(key, Failures.of("reading when a key expires", said));
      } else {
        candidate(key, type.text(), expiry.number(), now).ifPresent(candidates::add);
      }
    }
    return candidates;
  }

  private void refuseUnknown(byte[] key, StoreException e) {
    if (e.reason() != Reason.FORBIDDEN) {
      throw e;
    }
    trouble.refused(key, "unknown", e);
  }

  private Optional<Candidate> candidate(byte[] key, String type, long expiry, long now) {
    Optional<KeyType> known = KeyType.ofWire(type);
    long expiresAt = expiry < 0 ? KeyVisitor.FOREVER : now + expiry;
    if (known.isEmpty() && !type.equals("none")) {
      opaque.add(new Opaque(key, type, expiresAt));
    }
    return known.map(of -> new Candidate(key, of, expiresAt, 0, Candidate.UNKNOWN));
  }

  private List<Candidate> measured(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      connection.send(Command.of(candidate.type().lengthCommand(), candidate.key()));
      connection.send(Command.of("MEMORY", "USAGE", candidate.key()));
    }
    List<Candidate> measured = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Reply length = connection.receive();
      Reply memory = connection.receive();
      if (length instanceof Reply.Refusal(String said)) {
        refuse(candidate, Failures.of("reading a key", said), MOST_TRIES);
      } else {
        measured.add(candidate.of(length.number(), memory));
      }
    }
    return measured;
  }
}
