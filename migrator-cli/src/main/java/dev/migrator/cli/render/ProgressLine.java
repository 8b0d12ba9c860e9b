package dev.migrator.cli.render;

import dev.migrator.engine.Outlook;
import dev.migrator.engine.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/// Makes of what a run has counted one line: objects, bytes, rate, remaining; where nothing has
/// bytes, how many of how many. The rate is that of the last ten seconds.
final class ProgressLine {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, Progress.View view) {}

  /// @param nanos of a clock that only goes forward
  String at(long nanos, Progress.View view) {
    samples.addLast(new Sample(nanos, view));
    while (samples.size() > 2 && nanos - oldest().nanos > WINDOW.toNanos()) {
      samples.removeFirst();
    }
    double seconds = (nanos - oldest().nanos) / 1e9;
    double bytesPerSecond = perSecond(view.bytes() - oldest().view.bytes(), seconds);
    double objectsPerSecond = perSecond(view.objects() - oldest().view.objects(), seconds);
    StringBuilder line = new StringBuilder(view.phase());
    if (view.objects() + view.bytes() + view.unchanged() + view.expectedObjects() == 0) {
      return line.append(" ...")
          .append(deadline(view, Optional.empty()))
          .append(trouble(view))
          .toString();
    }
    line.append(": ").append(done(view, bytesPerSecond));
    append(line, view.unchanged(), " unchanged");
    append(line, view.gaps(), view.gaps() == 1 ? " gap" : " gaps");
    Optional<Duration> needed = needed(view, bytesPerSecond, objectsPerSecond);
    return line.append(remaining(view, needed))
        .append(deadline(view, needed))
        .append(trouble(view))
        .toString();
  }

  private static boolean hasBytes(Progress.View view) {
    return view.bytes() + view.expectedBytes() > 0;
  }

  private static String done(Progress.View view, double bytesPerSecond) {
    return hasBytes(view)
        ? "%s, %s, %s/s"
            .formatted(
                Figures.count(view.objects(), "object"),
                Figures.bytes(view.bytes()),
                Figures.bytes((long) bytesPerSecond))
        : "%s of %s"
            .formatted(Figures.count(view.objects()), Figures.count(view.expectedObjects()));
  }

  /// Why it is slow just now, where a host is the reason.
  private String trouble(Progress.View view) {
    long retries = view.retries() - oldest().view.retries();
    return retries == 0
        ? ""
        : "; %s tried again: %s".formatted(Figures.count(retries, "call"), view.whyRetried());
  }

  private Sample oldest() {
    return Objects.requireNonNull(samples.peekFirst());
  }

  private static double perSecond(long amount, double seconds) {
    return seconds <= 0 ? 0 : amount / seconds;
  }

  private static void append(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(Figures.count(number)).append(what);
    }
  }

  /// What is known to be left; more may become known.
  private static String remaining(Progress.View view, Optional<Duration> needed) {
    if (view.objectsLeft() == 0) {
      return "";
    }
    return left(view)
        + view.outlook()
            .map(ProgressLine::band)
            .or(() -> needed.map(Figures::duration))
            .map(time -> " (" + time + ")")
            .orElse("");
  }

  private static String left(Progress.View view) {
    return hasBytes(view)
        ? "; left %s, %s"
            .formatted(Figures.count(view.objectsLeft()), Figures.bytes(view.bytesLeft()))
        : "";
  }

  /// When all will be done, at P50 and at P95; the least where not all is known yet.
  private static String band(Outlook outlook) {
    return "%s%s, P95 %s"
        .formatted(
            outlook.isWhole() ? "" : "at least ",
            Figures.duration(Duration.between(outlook.at(), outlook.p50End())),
            Figures.duration(Duration.between(outlook.at(), outlook.p95End())));
  }

  /// For what is known to be left, at the present rate; empty where that stands still.
  private static Optional<Duration> needed(
      Progress.View view, double bytesPerSecond, double objectsPerSecond) {
    double seconds =
        Math.max(
            time(view.bytesLeft(), bytesPerSecond), time(view.objectsLeft(), objectsPerSecond));
    return seconds < Long.MAX_VALUE
        ? Optional.of(Duration.ofSeconds((long) Math.ceil(seconds)))
        : Optional.empty();
  }

  private static double time(long amount, double perSecond) {
    return amount == 0 ? 0 : perSecond <= 0 ? Long.MAX_VALUE : amount / perSecond;
  }

  /// How long the run has, and whether that is too little for what is known to be left.
  private static String deadline(Progress.View view, Optional<Duration> needed) {
    return view.left()
        .map(left -> {
          boolean fits =
              view.outlook()
                  .map(outlook -> outlook.fallsOff().isEmpty())
                  .orElseGet(() -> needed.isEmpty() || needed.get().compareTo(left) <= 0);
          return "; ends in " + Figures.duration(left) + (fits ? "" : ", TOO SOON FOR ALL");
        })
        .orElse("");
  }
}
