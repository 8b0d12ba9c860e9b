package dev.migrator.discover;

import dev.migrator.discover.Knowledge.Rule;
import dev.migrator.store.account.Inventory;
import dev.migrator.store.account.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of an account binds to the host.
///
/// @param groups by class, within it in the order of the table
public record LockIn(List<Group> groups) {

  /// All resources of one sort.
  ///
  /// @param kind as `rds/instances:postgres`; empty where it is told with others
  /// @param what what binds
  /// @param now what to do about it while the account lives
  /// @param members by region and name; empty where it is told with others
  public record Group(
      LockInClass of, String kind, String title, String what, String now, List<Member> members) {}

  /// @param region empty where the service has one place for the whole account
  public record Member(String region, String name) {}

  /// @param others resources that are not in the inventory
  static LockIn of(Inventory inventory, List<Resource> others) {
    SortedMap<Integer, List<Member>> byRule = new TreeMap<>();
    List<Rule> rules = Knowledge.ALL.rules();
    List<Resource> resources = new ArrayList<>(inventory.resources());
    resources.addAll(others);
    for (Resource resource : resources) {
      Optional<Rule> rule = Subject.of(resource).flatMap(Knowledge.ALL::of);
      rule.ifPresent(one ->
          byRule
              .computeIfAbsent(rules.indexOf(one), _ -> new ArrayList<>())
              .add(new Member(resource.region(), resource.name())));
    }
    List<Group> groups = new ArrayList<>();
    for (LockInClass of : LockInClass.values()) {
      for (int i = 0; i < rules.size(); i++) {
        Rule rule = rules.get(i);
        boolean isTold =
            byRule.containsKey(i)
                || rule.with().stream()
                    .anyMatch(kind -> inventory.ofKind(kind).findAny().isPresent());
        if (rule.of() == of && isTold) {
          groups.add(group(rule, byRule.getOrDefault(i, List.of())));
        }
      }
    }
    return new LockIn(groups);
  }

  private static Group group(Rule rule, List<Member> members) {
    return new Group(
        rule.of(), rule.subject(), rule.title(), rule.what(), rule.now(), List.copyOf(members));
  }

  public List<Group> of(LockInClass one) {
    return groups.stream().filter(group -> group.of() == one).toList();
  }
}
