package dev.migrator.discover;

import dev.migrator.discover.LockIn.Group;
import dev.migrator.discover.LockIn.Member;
import java.util.List;
import java.util.stream.Collectors;

/// The lock-in report as Markdown.
final class LockInPage {
  private static final int MOST_NAMES = 100;

  private final StringBuilder page = new StringBuilder();

  private LockInPage() {}

  static String of(Discovery discovery) {
    LockInPage report = new LockInPage();
    report.line("# Lock-in report");
    report.line("");
    report.line(
        "%s, %s. What binds to the host, and what to do while the account lives. What dies with it"
            .formatted(
                discovery.accountId().isEmpty()
                    ? "The account"
                    : "Account " + discovery.accountId(),
                String.join(", ", discovery.regions())));
    report.line("stands first: that is today's work.");
    for (LockInClass of : List.of(LockInClass.values()).reversed()) {
      report.section(of, discovery.lockIn().of(of));
    }
    report.notSeen(discovery.notSeen());
    return report.page.toString();
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private void section(LockInClass of, List<Group> groups) {
    line("");
    line("## " + of.title());
    if (groups.isEmpty()) {
      line("");
      line("Nothing.");
    }
    groups.forEach(this::group);
  }

  private void group(Group group) {
    int count = group.members().size();
    line("");
    line("### " + group.title() + (count == 0 ? "" : " (%d)".formatted(count)));
    line("");
    line(group.what());
    line("");
    line("**Now:** " + group.now());
    if (count > 0) {
      line("");
      line(
          group.members().stream()
              .limit(MOST_NAMES)
              .map(LockInPage::name)
              .collect(Collectors.joining(", ")));
    }
    if (count > MOST_NAMES) {
      line("");
      line("and %d more, which the JSON beside this page names.".formatted(count - MOST_NAMES));
    }
  }

  private static String name(Member member) {
    String name = "`" + member.name().replace("`", "'").replaceAll("\\R", " ") + "`";
    return member.region().isEmpty() ? name : name + " (" + member.region() + ")";
  }

  private void notSeen(List<NotSeen> notSeen) {
    line("");
    line("## Not seen");
    line("");
    if (notSeen.isEmpty()) {
      line("Every question was answered.");
    }
    notSeen.forEach(one -> line("- `%s`: %s: %s".formatted(one.place(), words(one), one.reason())));
  }

  private static String words(NotSeen one) {
    return switch (one.why()) {
      case FORBIDDEN -> "a right is missing, there may be more";
      case FAILED -> "the host failed, there may be more";
      case ABSENT -> "no such service there";
    };
  }
}
