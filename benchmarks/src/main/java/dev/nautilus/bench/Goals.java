package dev.nautilus.bench;

import static dev.nautilus.bench.load.Candidate.DUAL_BUS;
import static dev.nautilus.bench.load.Candidate.JEDIS;
import static dev.nautilus.bench.load.Candidate.RAW_FRAMES;
import static dev.nautilus.bench.load.Candidate.REDISSON;
import static dev.nautilus.bench.load.Candidate.SPRING;

import dev.nautilus.bench.Goal.OnDisk;
import dev.nautilus.bench.Goal.Verdict;
import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What the bus is meant to reach, and whether it did. Ratios are taken within a round, then their
/// median.
final class Goals {
  /// How long idle engines must be watched.
  static final double IDLE_SECONDS = 60;

  /// How many messages must wait while alerts are measured.
  static final long BACKLOG = 1_000_000;

  /// Rounds a verdict should rest on.
  static final int ROUNDS = 5;

  private final BusResults results;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(BusResults results) {
    this.results = results;
  }

  /// All goals, reached or not.
  static List<Goal> of(BusResults results) {
    Goals goals = new Goals(results);
    goals.engineLogic();
    goals.marketData();
    goals.goals.addAll(SteadyGoals.of(results));
    goals.durable();
    goals.idle();
    goals.express(false, OnDisk.NO);
    goals.express(true, OnDisk.YES);
    goals.allocation(Scenario.GROUPS_10);
    goals.allocation(Scenario.MARKET_10);
    goals.faults();
    return List.copyOf(goals.goals);
  }

  private void engineLogic() {
    for (Scenario scenario : List.of(Scenario.GROUPS_1, Scenario.GROUPS_10)) {
      times("Engine Logic, ", scenario, RAW_FRAMES, 0.65);
    }
    for (Scenario scenario : List.of(Scenario.GROUPS_1, Scenario.GROUPS_10)) {
      times("Engine Logic, ", scenario, JEDIS, 6);
      times("Engine Logic, ", scenario, REDISSON, 10);
      times("Engine Logic, ", scenario, SPRING, 200);
    }
  }

  private void marketData() {
    times("", Scenario.MARKET_10, RAW_FRAMES, 0.7);
    times("", Scenario.MARKET_10, JEDIS, 7);
  }

  private void times(String bus, Scenario scenario, Candidate other, double least) {
    String what = bus + scenario.title() + ", msg/s over that of " + other.title();
    OptionalDouble ratio =
        perRound(
            results, round -> ratio(rate(round, DUAL_BUS, scenario), rate(round, other, scenario)));
    goals.add(atLeast(what, OnDisk.NO, least, ratio));
  }

  private void durable() {
    OptionalDouble ratio =
        perRound(
            results,
            round ->
                ratio(
                    rate(round, DUAL_BUS, Scenario.PUBLISH_DURABLE),
                    rate(round, DUAL_BUS, Scenario.PUBLISH)));
    goals.add(atLeast("publish on disk, to publish not durable", OnDisk.BOTH, 0.4, ratio));
  }

  private static OptionalDouble rate(
      BusResults.Round round, Candidate candidate, Scenario scenario) {
    return round
        .find(candidate, scenario)
        .map(one -> OptionalDouble.of(one.messageRate()))
        .orElse(OptionalDouble.empty());
  }

  private void idle() {
    List<IdleOutcome> idle = results.idle();
    boolean enough = idle.stream().allMatch(one -> one.seconds() >= IDLE_SECONDS - 0.5);
    String of = "13 idle engines, ";
    idle(
        of + "CPU added on the MarketData Redis, %",
        OnDisk.NO,
        0.1,
        enough,
        median(idle, one -> 100 * one.addedCpuShare(one.marketData())));
    idle(
        of + "CPU added on the Engine Logic Redis, %",
        OnDisk.YES,
        0.1,
        enough,
        median(idle, one -> 100 * one.addedCpuShare(one.engineLogic())));
    idle(
        of + "wake-ups a second of each publisher, on the busier Redis",
        OnDisk.BOTH,
        1,
        enough,
        median(
            idle,
            one ->
                Math.max(
                    one.publisherWakeUps(one.marketData()),
                    one.publisherWakeUps(one.engineLogic()))));
    idle(
        of + "wake-ups a second of each reader, on the busier Redis",
        OnDisk.BOTH,
        0.2,
        enough,
        median(
            idle,
            one ->
                Math.max(
                    one.readerWakeUps(one.marketData()), one.readerWakeUps(one.engineLogic()))));
  }

  private void idle(
      String what, OnDisk onDisk, double most, boolean enough, OptionalDouble measured) {
    String goal = "at most " + most;
    if (measured.isEmpty()) {
      goals.add(Goal.notMeasured(what, onDisk, goal));
      return;
    }
    double value = measured.getAsDouble();
    String text = String.format(Locale.ROOT, "%.3f", value);
    // To the digits shown: a read that returns every 5 s is 0.2 a second, whatever the clock adds.
    boolean reached = Double.parseDouble(text) <= most;
    goals.add(
        enough
            ? new Goal(what, onDisk, goal, text, Verdict.of(reached))
            : new Goal(
                what,
                onDisk,
                goal,
                text + " in too short a time; needs " + Math.round(IDLE_SECONDS) + " s",
                Verdict.NOT_MEASURED));
  }

  private void express(boolean durable, OnDisk onDisk) {
    String what =
        "express lane, `publish` to reaction, p99 while %,d messages drain to p99 when idle"
            .formatted(BACKLOG);
    List<ExpressOutcome> express = results.express(durable);
    if (express.isEmpty()) {
      goals.add(Goal.notMeasured(what, onDisk, "at most 2"));
      return;
    }
    double ratio = median(express, one -> p99(one.draining()) / p99(one.idle())).orElseThrow();
    String measured =
        String.format(
            Locale.ROOT,
            "%s (%.2f ms to %.2f ms)",
            number(ratio),
            median(express, one -> p99(one.draining())).orElseThrow(),
            median(express, one -> p99(one.idle())).orElseThrow());
    boolean enough = express.stream().allMatch(one -> one.backlog() >= BACKLOG);
    goals.add(
        enough
            ? new Goal(what, onDisk, "at most 2", measured, Verdict.of(ratio <= 2))
            : new Goal(
                what,
                onDisk,
                "at most 2",
                measured + ", beside fewer messages",
                Verdict.NOT_MEASURED));
  }

  private static double p99(String latency) {
    return Statistics.millis(latency, 99);
  }

  private void allocation(Scenario scenario) {
    String what = "bytes allocated per delivery, " + scenario.title() + ", handler excluded";
    OptionalDouble bytes =
        median(
            results.find(DUAL_BUS, scenario).stream().filter(one -> one.deliveries() > 0).toList(),
            Outcome::bytesPerDelivery);
    goals.add(
        bytes.isEmpty()
            ? Goal.notMeasured(what, OnDisk.NO, "at most 120")
            : new Goal(
                what,
                OnDisk.NO,
                "at most 120",
                String.format(Locale.ROOT, "%.0f", bytes.getAsDouble()),
                Verdict.of(bytes.getAsDouble() <= 120)));
  }

  private void faults() {
    String what =
        "lost / doubled / out of order, one handler stalled for 400 ms in each run of a scenario";
    List<Outcome> ours =
        results.rounds().stream()
            .flatMap(round -> round.outcomes().stream())
            .filter(one -> one.candidate().isOurs() && one.scenario().subscribers() > 0)
            .toList();
    List<ExpressOutcome> express =
        results.rounds().stream().flatMap(round -> round.express().stream()).toList();
    if (ours.isEmpty() && express.isEmpty()) {
      goals.add(Goal.notMeasured(what, OnDisk.NO, "0 / 0 / 0"));
      return;
    }
    long lost = sum(ours, Outcome::lost) + sum(express, ExpressOutcome::lost);
    long doubled = sum(ours, Outcome::doubled) + sum(express, ExpressOutcome::doubled);
    long outOfOrder = sum(ours, Outcome::outOfOrder) + sum(express, ExpressOutcome::outOfOrder);
    boolean stalled = ours.stream().allMatch(one -> one.stalls() == 1);
    boolean faultless = lost == 0 && doubled == 0 && outOfOrder == 0;
    Verdict verdict = stalled || !faultless ? Verdict.of(faultless) : Verdict.NOT_MEASURED;
    goals.add(
        new Goal(
            what,
            OnDisk.BOTH,
            "0 / 0 / 0",
            String.format(
                Locale.ROOT,
                "%d / %d / %d in %d runs with %d stalls, %,d deliveries while measuring",
                lost,
                doubled,
                outOfOrder,
                ours.size() + express.size(),
                sum(ours, Outcome::stalls),
                sum(ours, Outcome::deliveries)),
            verdict));
  }

  private static <T> long sum(List<T> all, ToDoubleFunction<T> value) {
    return Math.round(all.stream().mapToDouble(value).sum());
  }

  private static Goal atLeast(String what, OnDisk onDisk, double least, OptionalDouble measured) {
    String goal = "at least " + number(least);
    return measured.isEmpty()
        ? Goal.notMeasured(what, onDisk, goal)
        : new Goal(
            what,
            onDisk,
            goal,
            number(measured.getAsDouble()),
            Verdict.of(measured.getAsDouble() >= least));
  }

  /// Empty when one was not measured, or when there is nothing to compare with.
  static OptionalDouble ratio(OptionalDouble one, OptionalDouble other) {
    return one.isEmpty() || other.orElse(0) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() / other.getAsDouble());
  }

  /// The median over the rounds that have the figure.
  static OptionalDouble perRound(
      BusResults results, Function<BusResults.Round, OptionalDouble> figure) {
    return Statistics.median(
        results.rounds().stream()
            .map(figure)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList());
  }

  static <T> OptionalDouble median(List<T> all, ToDoubleFunction<T> value) {
    return Statistics.median(all.stream().map(value::applyAsDouble).toList());
  }

  /// Three digits that count, however large it is.
  static String number(double value) {
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
