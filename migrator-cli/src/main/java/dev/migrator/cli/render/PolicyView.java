package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.model.Rights;
import dev.migrator.model.Rights.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rights that a snapshot needs.
///
/// @param rights by source
public record PolicyView(SortedMap<String, List<Rights>> rights) implements View {

  private record Json(
      @Nullable IamPolicy iam,
      SortedMap<String, List<String>> commands,
      SortedMap<String, String> users) {}

  @Override
  public ExitCode exitCode() {
    return ExitCode.COMPLETE;
  }

  private List<Allowance> allowances() {
    List<Allowance> all = new ArrayList<>();
    for (List<Rights> ofSource : rights.values()) {
      for (Rights one : ofSource) {
        if (one instanceof Rights.OfIam(List<Allowance> allowances)) {
          all.addAll(allowances);
        }
      }
    }
    return all;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    if (!allowances().isEmpty()) {
      lines.addAll(IamPolicy.of(allowances()).lines());
    }
    rights.forEach((source, ofSource) -> ofSource.forEach(one -> addOthers(lines, source, one)));
    return lines;
  }

  private static void addOthers(List<String> lines, String source, Rights one) {
    switch (one) {
      case Rights.OfIam _ -> {}
      case Rights.ByCommands(String client, List<String> commands) -> {
        lines.add("");
        lines.add("%s, in %s:".formatted(source, client));
        commands.forEach(command -> command.lines().forEach(line -> lines.add("  " + line)));
      }
      case Rights.OfUser(String need) -> {
        lines.add("");
        lines.add(source + ": " + need);
      }
    }
  }

  @Override
  public Object json() {
    SortedMap<String, List<String>> commands = new TreeMap<>();
    SortedMap<String, String> users = new TreeMap<>();
    rights.forEach((source, ofSource) ->
        ofSource.forEach(one -> {
          switch (one) {
            case Rights.OfIam _ -> {}
            case Rights.ByCommands of -> commands.put(source, of.commands());
            case Rights.OfUser(String need) -> users.put(source, need);
          }
        }));
    List<Allowance> allowances = allowances();
    return new Json(allowances.isEmpty() ? null : IamPolicy.of(allowances), commands, users);
  }
}
