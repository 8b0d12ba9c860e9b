package dev.migrator.store.account;

import dev.migrator.model.Rights;
import dev.migrator.model.Rights.Allowance;
import java.util.List;
import java.util.stream.Stream;

/// The actions of IAM that reading an account takes (Service Authorization Reference). Listing
/// cannot be narrowed down to what one does not know yet.
public final class AccountRights {
  private static final List<String> OF_REGIONS = List.of("ec2:DescribeRegions");

  private AccountRights() {}

  public static Rights toRead() {
    List<String> actions =
        Stream.concat(
                OF_REGIONS.stream(),
                Questions.ALL.stream().flatMap(question -> question.actions().stream()))
            .distinct()
            .sorted()
            .toList();
    return new Rights.OfIam(List.of(new Allowance(actions, List.of("*"))));
  }
}
