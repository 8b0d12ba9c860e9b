package dev.migrator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.TableFilter;
import dev.migrator.estate.Estate;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PairingTest {
  private static final DatabaseAddress SHOP =
      new MysqlAddress("h", 3306, "shop", "u", null, Map.of(), TableFilter.ALL);
  private static final DatabaseAddress POSTS =
      new PostgresAddress("h", 5432, "posts", "u", null, Map.of(), null, TableFilter.ALL);
  private static final Pairing PAIRING =
      new Pairing(
          new Estate(
              "e",
              new TreeMap<>(Map.of("www", new FilesAddress("/srv/www"))),
              new TreeMap<>(Map.of("shop", SHOP)),
              OptionalLong.empty()));

  private record Sound() implements Checkup {
    @Override
    public String label() {
      return "sound";
    }

    @Override
    public void run(Findings findings) {
      findings.add(Check.ok(Topic.CANARY, "sound"));
    }
  }

  private static Found store(String source) {
    return Found.by(PAIRING.ofStore(source, new Sound()));
  }

  private static Found database(String source, DatabaseAddress address) {
    return Found.by(PAIRING.ofDatabase(source, address, new Sound()));
  }

  @Test
  void whatFitsIsLookedAtOnly() {
    assertThat(store("www").allWell().all()).hasSize(1);
    assertThat(database("shop", SHOP).allWell().all()).hasSize(1);
  }

  @Test
  void aTargetThatIsNamedAfterNoSourceIsWarnedOf() {
    assertThat(store("ww").trouble().seen()).isEqualTo("the estate has no source called ww");
    assertThat(database("www2", SHOP).trouble().level()).isEqualTo(Level.WARNING);
  }

  @Test
  void aTargetOfAnotherKindIsAFailureAndIsLookedAtAllTheSame() {
    Found found = database("shop", POSTS);

    assertThat(found.trouble().seen())
        .isEqualTo("a database of kind postgres does not take one of kind mysql");
    assertThat(found.trouble().level()).isEqualTo(Level.FAILURE);
    assertThat(found.all()).hasSize(2);
    assertThat(store("shop").trouble().seen()).endsWith("source shop is of the other sort");
    assertThat(database("www", SHOP).trouble().level()).isEqualTo(Level.FAILURE);
  }
}
