package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.discover.Discovery;
import dev.migrator.discover.Discovery.Source;
import dev.migrator.discover.LockIn.Group;
import dev.migrator.discover.LockInClass;
import dev.migrator.discover.NotSeen;
import dev.migrator.store.account.NotRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an account holds, and where it is written.
///
/// @param files the estate file, then the lock-in report for people and for programs
public record DiscoveryView(Discovery discovery, List<Path> files, NextCommands next)
    implements View {

  /// @param lockIn how many resources, by class
  private record Json(
      String account,
      List<String> regions,
      List<SourceJson> sources,
      SortedMap<String, Integer> lockIn,
      List<NotSeenJson> notSeen,
      List<String> files) {}

  private record SourceJson(
      String name,
      String address,
      int value,
      @Nullable Long objects,
      @Nullable Long bytes,
      String remark) {}

  private record NotSeenJson(String what, String why, String reason) {}

  @Override
  public ExitCode exitCode() {
    return discovery.isIncomplete() ? ExitCode.GAPS : ExitCode.COMPLETE;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(heading());
    lines.add("");
    lines.addAll(sources());
    lines.addAll(lockIn());
    lines.addAll(notSeen());
    lines.add("");
    lines.addAll(nextSteps());
    return lines;
  }

  private String heading() {
    return "%s in %s: %s"
        .formatted(
            discovery.accountId().isEmpty() ? "the account" : "account " + discovery.accountId(),
            String.join(", ", discovery.regions()),
            Figures.count(discovery.sources().size(), "source"));
  }

  private List<String> sources() {
    Table table = new Table("lrrrl");
    table.row("source", "value", "objects", "bytes", "address");
    for (Source source : discovery.sources()) {
      table.row(
          source.name(),
          Integer.toString(source.value()),
          source.objects().isEmpty() ? "?" : Figures.count(source.objects().getAsLong()),
          source.bytes().isEmpty() ? "?" : Figures.bytes(source.bytes().getAsLong()),
          source.label());
    }
    return table.lines();
  }

  private List<String> lockIn() {
    List<String> lines = new ArrayList<>();
    Table table = new Table("rl");
    for (LockInClass of : LockInClass.values()) {
      List<Group> groups = discovery.lockIn().of(of);
      if (!groups.isEmpty()) {
        List<String> titles = groups.stream().map(Group::title).toList();
        table.row(Figures.count(count(of)), of.title() + ": " + String.join(", ", titles));
      }
    }
    if (!discovery.lockIn().groups().isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private int count(LockInClass of) {
    return discovery.lockIn().of(of).stream().mapToInt(group -> group.members().size()).sum();
  }

  private List<String> notSeen() {
    List<NotSeen> hidden = discovery.notSeen().stream().filter(NotSeen::hidesSomething).toList();
    List<String> lines = new ArrayList<>();
    if (!hidden.isEmpty()) {
      lines.add("");
      lines.add("not seen, so there may be more:");
      hidden.forEach(one -> lines.add("  " + one.place() + ": " + one.reason()));
    }
    return lines;
  }

  private List<String> nextSteps() {
    String estate = files.getFirst().toString();
    return List.of(
        "look through it:       " + estate,
        "what to do now:        " + files.get(1),
        "the rights it takes:   " + next.with("policy", estate),
        "save it:               " + next.with("snapshot", estate, "--bundle", "AT"));
  }

  @Override
  public Object json() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (LockInClass of : LockInClass.values()) {
      counts.put(of.wire(), count(of));
    }
    return new Json(
        discovery.accountId(),
        discovery.regions(),
        discovery.sources().stream().map(DiscoveryView::json).toList(),
        counts,
        discovery.notRead().stream().map(DiscoveryView::json).toList(),
        files.stream().map(Path::toString).toList());
  }

  private static SourceJson json(Source source) {
    return new SourceJson(
        source.name(),
        source.label(),
        source.value(),
        boxed(source.objects()),
        boxed(source.bytes()),
        source.remark());
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isEmpty() ? null : number.getAsLong();
  }

  private static NotSeenJson json(NotRead one) {
    return new NotSeenJson(one.place(), one.why().wire(), one.reason());
  }
}
