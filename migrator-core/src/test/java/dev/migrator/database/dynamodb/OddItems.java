package dev.migrator.database.dynamodb;

import java.util.List;

/// Values that tools get wrong.
final class OddItems {
  /// Of the attribute `v`, each in an item of its own.
  static final List<String> VALUES =
      List.of(
          "{'S':''}",
          "{'S':'\\u0000 \\n\\t \\\\ \\u2028 \\ud83d\\ude00 é \\u007f'}",
          "{'S':'{\\u0022Item\\u0022:{}}'}",
          "{'N':'12345678901234567890123456789012345678'}",
          "{'N':'-0.00000000000000000000000000000000000001'}",
          "{'N':'9.9999999999999999999999999999999999999E+125'}",
          "{'N':'1E-130'}",
          "{'N':'0'}",
          "{'B':''}",
          "{'B':'AAECAwQFBgcICQr/'}",
          "{'BOOL':true}",
          "{'BOOL':false}",
          "{'NULL':true}",
          "{'SS':['b','a','']}",
          "{'NS':['3','1.5','100']}",
          "{'BS':['AQ==','AA==']}",
          "{'L':[]}",
          "{'L':[{'S':'x'},{'L':[{'N':'1'}]},{'M':{}}]}",
          "{'M':{}}",
          "{'M':{'a.b':{'N':'7'},' ':{'S':'k'},'S':{'M':{'N':{'L':[{'NS':['5']}]}}}}}");

  private OddItems() {}

  /// Puts one item for each value into a table with the key `id` of type S.
  static void into(DynamoTables tables, String table) {
    for (int i = 0; i < VALUES.size(); i++) {
      tables.put(table, "{'id':{'S':'%d'},'v':%s}".formatted(i, VALUES.get(i)));
    }
  }
}
