package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Invented results.
final class Figures {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final double SECONDS = 2;

  private Figures() {}

  static BusResults results(double load, BusResults.Round... rounds) {
    MachineFacts machine = new MachineFacts("a processor", 2, "an OS", "25", "7.0", load);
    return new BusResults(AT, AT, false, machine, List.of("-Xmx1g"), 1, SECONDS, List.of(rounds));
  }

  static BusResults.Round round(double rb50, List<Outcome> outcomes) {
    return new BusResults.Round(rb50, 0, outcomes, null, List.of(), null);
  }

  /// At full speed.
  static Outcome outcome(Candidate candidate, Scenario scenario, double messages, long lost) {
    long deliveries = Math.round(messages * Math.max(1, scenario.subscribers()));
    return new Outcome(
        candidate,
        scenario,
        SECONDS,
        messages,
        deliveries,
        1,
        1.5,
        60 * deliveries,
        10 * deliveries,
        lost,
        0,
        0,
        0,
        Math.min(1, scenario.subscribers()),
        0,
        null);
  }

  /// At a steady rate that was kept up with, unless told otherwise.
  static Steady steady(Candidate candidate, Scenario scenario, double p50, double p99) {
    return new Steady(candidate, scenario, p50, p99, 0.5, scenario.rate());
  }

  /// @param p50 milliseconds
  /// @param p99 milliseconds
  /// @param cpu share of a processor that the server took
  /// @param rate messages a second that went through
  record Steady(
      Candidate candidate, Scenario scenario, double p50, double p99, double cpu, double rate) {
    Steady at(double actual) {
      return new Steady(candidate, scenario, p50, p99, cpu, actual);
    }

    Steady cpu(double share) {
      return new Steady(candidate, scenario, p50, p99, share, rate);
    }

    Outcome outcome() {
      double messages = rate * SECONDS;
      long deliveries = Math.round(messages * scenario.subscribers());
      return new Outcome(
          candidate,
          scenario,
          SECONDS,
          messages,
          deliveries,
          cpu * SECONDS,
          1.5,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          0,
          latency(p50, p99));
    }
  }

  static IdleOutcome idle(double seconds, double cpuShare, long publishes, long reads) {
    IdleOutcome.Server server =
        new IdleOutcome.Server(
            cpuShare,
            26,
            Map.of("publish", publishes, "xreadgroup", reads, "info", 99L),
            6_000,
            publishes + reads + 99);
    return new IdleOutcome(13, seconds, server, server, 0.0015);
  }

  static ExpressOutcome express(boolean durable, long backlog, double idle, double draining) {
    return new ExpressOutcome(
        durable, backlog, 10, latency(idle, idle), latency(draining, draining), 0, 0, 0);
  }

  private static String latency(double p50, double p99) {
    Histogram latency = new Histogram(60_000_000_000L, 3);
    latency.recordValueWithCount(Math.round(p50 * 1e6), 98);
    latency.recordValueWithCount(Math.round(p99 * 1e6), 2);
    return StatisticsTest.encoded(latency);
  }
}
