package dev.migrator.simulate;

import dev.migrator.plan.Forecast;
import dev.migrator.plan.Lane;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Seconds;
import dev.migrator.plan.Triage;
import dev.migrator.plan.Work;
import dev.migrator.simulate.Scenario.Outage;
import dev.migrator.simulate.Simulation.Came;
import dev.migrator.simulate.Simulation.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One run on a simulated clock: takes blocks in the order of triage, learns what they cost, looks
/// ahead anew all the time, and begins nothing that would not end in time.
public final class Simulator {
  private static final int LOOKS_AHEAD = 200;
  private static final int BLOCKS_EACH = 500;
  private static final double QUARTER = 0.25;

  private final Scenario scenario;
  private final double limit;
  private final double end;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<Feed> feeds = new ArrayList<>();
  private final Link link;

  /// Connection seconds that a quarter of the work takes, as planned.
  private final double quarter;

  /// What happens at fixed times.
  private final TreeMap<Double, List<Runnable>> agenda = new TreeMap<>();

  private double now;
  private double done;
  private @Nullable Promise promise;
  private @Nullable Duration warned;

  private Simulator(Scenario scenario) {
    this.scenario = scenario;
    this.limit = Seconds.of(scenario.limit());
    this.end = Seconds.of(scenario.end());
    this.link = new Link(scenario.capacity().bytesPerSecond());
    this.quarter =
        scenario.works().stream()
            .mapToDouble(work -> QUARTER * work.rates().seconds(work.objects(), work.bytes()))
            .sum();
    scenario
        .sources()
        .forEach(source -> hosts.put(source.work().source(), new Host(source, scenario.seed())));
    for (Lane lane : Triage.queue(scenario.works(), scenario.capacity(), scenario.limit())) {
      feeds.add(new Feed(lane, host(lane.work().source()), link.share()));
    }
    link.settle();
    scenario.outages().forEach(this::enter);
    for (int look = 1; look < LOOKS_AHEAD; look++) {
      at(limit * look / LOOKS_AHEAD, this::lookAhead);
    }
    at(end, () -> {});
  }

  /// Runs a scenario. The same scenario with the same seed gives the same.
  public static Simulation run(Scenario scenario) {
    Forecast plan =
        new Planner(scenario.works(), scenario.capacity(), scenario.limit())
            .plan(_ -> scenario.price());
    Simulator run = new Simulator(scenario);
    run.run();
    return new Simulation(
        scenario, plan, run.promise, run.warned, Seconds.span(run.now), run.came(plan));
  }

  private Host host(String source) {
    Host host = hosts.get(source);
    if (host == null) {
      throw new IllegalArgumentException("no source " + source);
    }
    return host;
  }

  private void at(double time, Runnable event) {
    agenda.computeIfAbsent(time, _ -> new ArrayList<>()).add(event);
  }

  private void enter(Outage outage) {
    List<Host> down =
        outage.source() == null ? List.copyOf(hosts.values()) : List.of(host(outage.source()));
    double begin = Seconds.of(outage.at());
    at(begin, () -> breakOff(down));
    at(begin + Seconds.of(outage.lasting()), () -> down.forEach(host -> host.isDown = false));
  }

  private void breakOff(List<Host> down) {
    down.forEach(host -> host.isDown = true);
    breakOff(block -> block.feed().host.isDown);
  }

  private void breakOff(Predicate<Block> broken) {
    for (Block block : link.removeIf(broken)) {
      block.feed().host.connections--;
      block.feed().giveBack(block);
    }
  }

  private void run() {
    begin();
    while (now < end && !isOver()) {
      double next = now + link.untilNext();
      if (next <= agenda.firstKey()) {
        advance(next);
        finishOne();
      } else {
        advance(agenda.firstKey());
        agenda.pollFirstEntry().getValue().forEach(Runnable::run);
      }
      begin();
    }
  }

  private boolean isOver() {
    return link.blocks() == 0 && feeds.stream().allMatch(Feed::isOver);
  }

  private void advance(double until) {
    link.advance(until - now);
    now = until;
  }

  private void finishOne() {
    Block block = link.remove();
    if (block != null) {
      Host host = block.feed().host;
      host.connections--;
      host.captured(block, now);
      block.feed().captured(block);
      done += host.work.rates().seconds(block.objects(), block.bytes());
      promiseAtAQuarter();
    }
  }

  /// Whoever stands further ahead is asked first; nobody begins while those ahead use all of the
  /// link.
  private void begin() {
    for (Feed feed : feeds) {
      while (!feed.share.isFull()
          && !feed.isOver()
          && feed.host.takesOneMore()
          && hasWorker(feed)) {
        begin(feed);
      }
    }
  }

  /// Whoever stands further back gives one up.
  private boolean hasWorker(Feed feed) {
    if (link.blocks() < scenario.capacity().workers()) {
      return true;
    }
    Block behind = link.lastBehind(feed.share);
    if (behind != null) {
      breakOff(behind::equals);
    }
    return behind != null;
  }

  private void begin(Feed feed) {
    long count = feed.most(limit / BLOCKS_EACH);
    double expected = expected(feed, count);
    if (now + expected > limit) {
      count = (long) Math.floor(count * (limit - now) / expected);
    }
    if (count < 1) {
      feed.giveUp();
      return;
    }
    long bytes = feed.take(count);
    double seconds = Math.max(1e-6, feed.host.seconds(count, bytes));
    feed.host.connections++;
    link.add(new Block(feed, count, bytes, now, feed.share.clock() + seconds, bytes / seconds));
  }

  private double expected(Feed feed, long count) {
    double bytes = count * feed.meanBytes();
    return Math.max(
        feed.host.believedSeconds((double) count, bytes),
        bytes / scenario.capacity().bytesPerSecond());
  }

  private void promiseAtAQuarter() {
    if (promise == null && done >= quarter && now < limit) {
      promise = new Promise(Seconds.span(now), planner().forecast(_ -> scenario.price()));
    }
  }

  private void lookAhead() {
    if (warned == null && !planner().fits()) {
      warned = Seconds.span(now);
    }
  }

  /// Of what is left.
  private Planner planner() {
    Map<String, List<Piece>> rest = new LinkedHashMap<>();
    for (Feed feed : feeds) {
      rest.computeIfAbsent(feed.host.work.source(), _ -> new ArrayList<>()).addAll(feed.rest());
    }
    List<Work> works = new ArrayList<>();
    rest.forEach((source, pieces) -> works.add(left(host(source), pieces)));
    return new Planner(works, scenario.capacity(), Seconds.span(limit - now));
  }

  private static Work left(Host host, List<Piece> pieces) {
    Work work = host.work;
    return new Work(work.source(), work.nature(), work.value(), host.believed(), pieces);
  }

  private List<Came> came(Forecast plan) {
    return plan.sources().stream().map(one -> came(host(one.source()))).toList();
  }

  private static Came came(Host host) {
    return new Came(
        host.work.source(),
        host.objects,
        host.bytes,
        host.work.objects() - host.objects,
        host.work.bytes() - host.bytes,
        Seconds.span(host.lastEnd));
  }
}
