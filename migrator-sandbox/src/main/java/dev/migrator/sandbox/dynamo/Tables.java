package dev.migrator.sandbox.dynamo;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables of one account in one region. Names of tables may also be their ARNs.
final class Tables {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "123456789012";
  private static final String ARN = "arn:aws:dynamodb:" + REGION + ":" + ACCOUNT + ":table/";

  private final SortedMap<String, Table> tables = new TreeMap<>(); // names are ASCII
  private final Duration burst;

  Tables(Duration burst) {
    this.burst = burst;
  }

  /// A deleted table goes when it was shown once more, or by itself after a while.
  SortedMap<String, Table> all() {
    tables.values().removeIf(Table::isGone);
    return tables;
  }

  static String arn(String name) {
    return ARN + name;
  }

  /// @param request of CreateTable, checked
  Table create(Fields request) {
    String name = request.needed("TableName");
    if (all().containsKey(name)) {
      throw Refusal.of("ResourceInUseException", "Table already exists: " + name);
    }
    Table table = new Table(request, arn(name), burst);
    tables.put(name, table);
    return table;
  }

  void remove(Table table) {
    tables.remove(table.name());
  }

  @Nullable Table find(String nameOrArn) {
    return all().get(name(nameOrArn));
  }

  /// For operations on the table itself.
  ///
  /// @throws Refusal if there is none
  Table named(Fields request) {
    String name = checkedName(request);
    Table table = find(name);
    if (table == null) {
      throw Refusal.notFound("Requested resource not found: Table: " + name(name) + " not found");
    }
    return table;
  }

  /// For operations on what is in it.
  ///
  /// @throws Refusal if there is none, or not yet, or no more
  Table withItems(String nameOrArn) {
    Table table = find(nameOrArn);
    if (table == null || table.status() == Status.CREATING || table.status() == Status.DELETING) {
      throw Refusal.notFound("Requested resource not found");
    }
    return table;
  }

  Table withItems(Fields request) {
    return withItems(checkedName(request));
  }

  /// For operations that change a table.
  ///
  /// @throws Refusal if it is being changed
  static void checkActive(Table table) {
    String what =
        switch (table.status()) {
          case CREATING -> "created";
          case UPDATING -> "updated";
          case DELETING -> "deleted";
          case ACTIVE -> "";
        };
    if (!what.isEmpty()) {
      throw Refusal.inUse("Table is being " + what + ": " + table.name());
    }
  }

  /// For operations that take only the ARN.
  ///
  /// @throws Refusal if it is none of a table that is there
  Table withArn(String arn) {
    if (!arn.startsWith("arn:")) {
      throw Refusal.invalid("ARNs must start with 'arn:': " + arn);
    }
    if (!arn.startsWith(ARN)) {
      throw Refusal.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    Table table = find(arn);
    if (table == null) {
      throw Refusal.notFound("Requested resource not found: ResourcArn: " + arn + " not found");
    }
    return table;
  }

  private static String checkedName(Fields request) {
    String name = request.text("TableName");
    new Constraints().name("tableName", name == null ? null : name(name)).hold();
    return request.needed("TableName");
  }

  private static String name(String nameOrArn) {
    return nameOrArn.startsWith(ARN) ? nameOrArn.substring(ARN.length()) : nameOrArn;
  }
}
