package dev.migrator.cli.demo;

import static dev.migrator.sandbox.sample.SampleTables.CARTS;
import static dev.migrator.sandbox.sample.SampleTables.SESSIONS;

import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.sample.SampleBucket;
import dev.migrator.sandbox.sample.SampleTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tables of DynamoDB: carts, which the host can export as of one instant and which move to another
/// DynamoDB, and sessions, which are scanned and become a table of PostgreSQL, where there is one.
final class SampleItems implements AutoCloseable {
  private static final int SESSION_COUNT = 500;
  private static final int CART_COUNT = 300;
  private static final String EXPORTS = "exports";

  private final EmbeddedS3 exports;
  private final EmbeddedDynamo old;
  private final EmbeddedDynamo fresh;

  private SampleItems(EmbeddedS3 exports, EmbeddedDynamo old, EmbeddedDynamo fresh) {
    this.exports = exports;
    this.old = old;
    this.fresh = fresh;
  }

  /// @param exports gets a bucket for what is exported
  /// @param freshExports where the new DynamoDB could export to
  static SampleItems start(EmbeddedS3 exports, EmbeddedS3 freshExports) {
    SampleItems items =
        new SampleItems(
            exports,
            EmbeddedDynamo.start(EmbeddedDynamo.exportingTo(exports)),
            EmbeddedDynamo.start(EmbeddedDynamo.exportingTo(freshExports)));
    SampleBucket.make(exports, EXPORTS);
    SampleTables.fill(items.old, SESSION_COUNT, CART_COUNT);
    return items;
  }

  static String inventory() {
    return "DynamoDB tables with %,d sessions, which expire, and %,d carts"
        .formatted(SESSION_COUNT, CART_COUNT);
  }

  String sources() {
    return Sections.named(SESSIONS, Sections.dynamo(old, SESSIONS, ""))
        + Sections.named(CARTS, Sections.dynamo(old, CARTS, Sections.export(exports, EXPORTS)));
  }

  /// @param posts null where there is no PostgreSQL
  String targets(@Nullable SamplePosts posts) {
    String sessions =
        posts == null
            ? Sections.dynamo(fresh, SESSIONS, "")
            : Sections.postgres(posts.newUrl(SESSIONS), Sections.CREATE);
    return Sections.named(SESSIONS, sessions)
        + Sections.named(CARTS, Sections.dynamo(fresh, CARTS, ""));
  }

  Comparison compareCarts() {
    return compare(CARTS);
  }

  /// @param posts null where there is no PostgreSQL
  Comparison compareSessions(@Nullable SamplePosts posts) {
    if (posts == null) {
      return compare(SESSIONS);
    }
    long rows = posts.countNew(SESSIONS);
    int items = SampleTables.items(old, SESSIONS).size();
    return new Comparison(
        items,
        "%,d sessions in the old DynamoDB and in PostgreSQL.".formatted(items),
        rows == items ? List.of() : List.of("%,d sessions, not %,d".formatted(rows, items)));
  }

  private Comparison compare(String table) {
    List<String> before = SampleTables.items(old, table);
    return new Comparison(
        before.size(),
        "%,d %s in both DynamoDBs, item by item the same.".formatted(before.size(), table),
        Comparison.differences(before, SampleTables.items(fresh, table)));
  }

  @Override
  public void close() {
    old.close();
    fresh.close();
  }
}
