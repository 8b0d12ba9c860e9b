package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What all of MariaDB has.
abstract class HostileMariaDb extends HostileRoundTrip {
  HostileMariaDb(Brand brand) {
    super(brand);
  }

  @Override
  List<String> scripts() {
    return List.of("hostile.sql");
  }

  @Override
  String users() {
    return """
    CREATE USER shopper IDENTIFIED BY 'secret' REQUIRE SSL PASSWORD EXPIRE NEVER;
    GRANT SELECT, INSERT ON hostile.* TO shopper;
    CREATE ROLE reader;
    GRANT SELECT ON hostile.* TO reader;
    """;
  }

  @Override
  List<String> fuzzy() {
    return List.of("old_engine (MyISAM)", "crash_safe (Aria)");
  }

  @Test
  void aSequenceGoesOnWhereItWas() {
    trip().restore(host().address("sequel"));
    assertThat(host().sql("sequel", "SELECT NEXTVAL(numbers)")).isEqualTo("150\n");
  }
}
