package dev.migrator.database.redis;

import dev.migrator.database.redis.Piece.Pending;
import java.util.ArrayList;
import java.util.List;

/// Reads a stream with its consumer groups. What is pending though its entry was deleted is left
/// out, because no command can make it. Not for several threads.
final class StreamValue {
  private static final long PAGE = 1000;

  private final Connection connection;
  private final Candidate candidate;
  private final KeyVisitor visitor;

  StreamValue(Connection connection, Candidate candidate, KeyVisitor visitor) {
    this.connection = connection;
    this.candidate = candidate;
    this.visitor = visitor;
  }

  void read() {
    Reply info = connection.ask(Command.of("XINFO", "STREAM", candidate.key()));
    if (info instanceof Reply.Refusal(String said)) {
      if (said.contains("no such key")) {
        return;
      }
      throw Failures.of("reading a stream", said);
    }
    visitor.begin(candidate.key(), KeyType.STREAM);
    StreamId last = entries(StreamId.parse(info.named("last-generated-id").text()));
    visitor.piece(state(info, last));
    for (Reply group : call("XINFO", "GROUPS", candidate.key()).items()) {
      group(group);
    }
    visitor.end(candidate.expiresAtMillis());
  }

  private Reply call(Object... words) {
    return connection.call(Command.of(words));
  }

  /// Entries that are added meanwhile come along.
  ///
  /// @return the highest id
  private StreamId entries(StreamId told) {
    StreamId last = told;
    String from = "-";
    for (boolean more = true; more; ) {
      List<Reply> page =
          call("XRANGE", candidate.key(), from, "+", "COUNT", candidate.part()).items();
      for (Reply entry : page) {
        StreamId id = StreamId.parse(entry.items().get(0).text());
        List<byte[]> fields = entry.items().get(1).items().stream().map(Reply::someBytes).toList();
        visitor.piece(new Piece.Entry(id, fields));
        from = "(" + id;
        last = id.compareTo(last) > 0 ? id : last;
      }
      more = !page.isEmpty();
    }
    return last;
  }

  private static Piece.State state(Reply info, StreamId last) {
    Reply added = info.named("entries-added");
    Reply deleted = info.named("max-deleted-entry-id");
    return added instanceof Reply.Whole(long count)
        ? new Piece.State(last, count, StreamId.parse(deleted.text()))
        : new Piece.State(last, Piece.UNKNOWN, StreamId.ZERO);
  }

  private void group(Reply group) {
    byte[] name = group.named("name").someBytes();
    StreamId delivered = StreamId.parse(group.named("last-delivered-id").text());
    visitor.piece(new Piece.Group(name, delivered, group.named("entries-read").number()));
    for (Reply consumer : call("XINFO", "CONSUMERS", candidate.key(), name).items()) {
      visitor.piece(new Piece.Consumer(name, consumer.named("name").someBytes()));
    }
    String from = "-";
    for (boolean more = true; more; ) {
      List<Pending> page = page(name, from);
      pass(page);
      more = page.size() == PAGE;
      from = more ? "(" + page.getLast().id() : from;
    }
  }

  private List<Pending> page(byte[] group, String from) {
    long now = Server.millis(call("TIME"));
    List<Pending> page = new ArrayList<>();
    for (Reply pending : call("XPENDING", candidate.key(), group, from, "+", PAGE).items()) {
      List<Reply> told = pending.items();
      page.add(
          new Pending(
              group,
              told.get(1).someBytes(),
              StreamId.parse(told.get(0).text()),
              now - told.get(2).number(),
              told.get(3).number()));
    }
    return page;
  }

  private void pass(List<Pending> page) {
    for (Pending pending : page) {
      connection.send(Command.of("XRANGE", candidate.key(), pending.id(), pending.id()));
    }
    for (Pending pending : page) {
      boolean isThere = !connection.receive().items().isEmpty();
      visitor.piece(isThere ? pending : new Piece.Orphan());
    }
  }
}
