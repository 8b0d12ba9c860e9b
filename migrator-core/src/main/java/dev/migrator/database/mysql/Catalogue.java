package dev.migrator.database.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.mysql.Accounts.Account;
import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;

/// What a restore has to know of the database besides its rows.
///
/// @param schema its name at the source
/// @param objects see [SchemaObjects]
record Catalogue(
    Server server,
    String schema,
    String charset,
    String collation,
    List<Relation> relations,
    List<Definition> definitions,
    List<Account> accounts,
    SortedSet<String> objects) {
  static final String DOCUMENT = "catalogue.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  byte[] json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /// @throws BundleDamagedException if these bytes are none
  static Catalogue parse(byte[] json) {
    try {
      return JSON.readValue(json, Catalogue.class);
    } catch (IOException e) {
      throw new BundleDamagedException(
          "the catalogue of a database cannot be read: " + e.getMessage(),
          "Run `migrator verify`, and put the file back from a copy.");
    }
  }
}
