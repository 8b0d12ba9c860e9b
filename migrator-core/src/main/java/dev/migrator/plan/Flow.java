package dev.migrator.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a queue flows through workers, connections and the link, as if it were a liquid: whoever
/// stands further ahead gets what it can use, the next what is left. From one end of a lane to the
/// next all stays as it is.
final class Flow {
  private static final double NOTHING = 1e-9;

  private final List<Lane> lanes;
  private final Capacity capacity;
  private final Confidence confidence;

  private final double[] objects;
  private final double[] bytes;

  /// Connection seconds that each lane takes in all.
  private final double[] costs;

  private final double[] left;
  private final double[] speeds;
  private final double[] ends;
  private double now;

  Flow(List<Lane> lanes, Capacity capacity, Confidence confidence) {
    this.lanes = lanes;
    this.capacity = capacity;
    this.confidence = confidence;
    this.objects = lanes.stream().mapToDouble(Lane::objects).toArray();
    this.bytes = lanes.stream().mapToDouble(Lane::bytes).toArray();
    this.costs = new double[lanes.size()];
    Arrays.setAll(costs, this::cost);
    this.left = Arrays.stream(costs).map(cost -> cost > 0 ? 1 : 0).toArray();
    this.speeds = new double[costs.length];
    this.ends = new double[costs.length];
  }

  private double cost(int lane) {
    Rates rates = lanes.get(lane).work().rates();
    return rates.seconds(objects[lane], bytes[lane]) * confidence.slowdown(rates.spread());
  }

  /// When each lane is done, in seconds from now.
  double[] ends() {
    advance(Double.POSITIVE_INFINITY);
    double[] all = new double[ends.length];
    Arrays.setAll(all, lane -> (ends[lane] + lastObject(lane)) / confidence.shareOfTime);
    return all;
  }

  /// At the end one connection has the last object to itself.
  private double lastObject(int lane) {
    return costs[lane] == 0 ? 0 : costs[lane] / Math.max(1, objects[lane]);
  }

  /// Which part of each lane is not done after so many seconds.
  double[] leftAfter(double seconds) {
    advance(seconds * confidence.shareOfTime);
    double[] all = left.clone();
    for (int lane = 0; lane < all.length; lane++) {
      if (ends[lane] + lastObject(lane) > seconds * confidence.shareOfTime) {
        all[lane] = Math.max(all[lane], 1 / Math.max(1, objects[lane]));
      }
    }
    return all;
  }

  private void advance(double until) {
    while (now < until && Arrays.stream(left).anyMatch(share -> share > NOTHING)) {
      share();
      double step = Math.min(until - now, untilOneIsDone());
      for (int lane = 0; lane < left.length; lane++) {
        flow(lane, step);
      }
      now += step;
    }
  }

  private double untilOneIsDone() {
    double least = Double.POSITIVE_INFINITY;
    for (int lane = 0; lane < left.length; lane++) {
      if (left[lane] > NOTHING && speeds[lane] > 0) {
        least = Math.min(least, left[lane] / speeds[lane]);
      }
    }
    return least;
  }

  private void flow(int lane, double step) {
    if (left[lane] > NOTHING) {
      left[lane] -= step * speeds[lane];
      ends[lane] = now + step;
    }
    if (left[lane] <= NOTHING) {
      left[lane] = 0;
    }
  }

  private void share() {
    double workers = capacity.workers();
    double link = capacity.bytesPerSecond() * confidence.shareOfLink;
    Map<String, Host> hosts = new HashMap<>();
    for (int lane = 0; lane < left.length; lane++) {
      Work work = lanes.get(lane).work();
      Host host = hosts.computeIfAbsent(work.source(), _ -> new Host(work.rates()));
      speeds[lane] = left[lane] > NOTHING ? speed(lane, host, workers, link) : 0;
      double used = speeds[lane] * costs[lane];
      workers -= used;
      link = Math.max(0, link - speeds[lane] * bytes[lane]);
      host.give(used, speeds[lane] * objects[lane]);
    }
  }

  /// Which part of the lane is done in a second.
  private double speed(int lane, Host host, double workers, double link) {
    double atOnce = Math.min(Math.min(workers, host.connections), Math.max(1, objects[lane]));
    double byConnections = Math.max(0, atOnce) / costs[lane];
    double byRequests = host.objectsPerSecond / Math.max(NOTHING, objects[lane]);
    double byLink = link / Math.max(NOTHING, bytes[lane]);
    return Math.min(byConnections, Math.min(byRequests, byLink));
  }

  /// What a host has left to give while the lanes are gone through.
  private static final class Host {
    private double connections;
    private double objectsPerSecond;

    Host(Rates rates) {
      connections = rates.connections();
      objectsPerSecond = rates.objectsPerSecond();
    }

    void give(double used, double objects) {
      connections = Math.max(0, connections - used);
      objectsPerSecond = Math.max(0, objectsPerSecond - objects);
    }
  }
}
