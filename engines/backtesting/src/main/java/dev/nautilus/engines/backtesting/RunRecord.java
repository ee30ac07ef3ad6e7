package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.backtesting.BacktestView.Status;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.RoundTrip;
import dev.nautilus.engines.backtesting.method.RunHash;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestError;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.BacktestStart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A run from its plan to its result. Confined to the engine thread.
final class RunRecord {
  private static final String METHOD_VERSION = "1";

  final String id;
  final RunPlan plan;
  Status status = Status.WAITING;

  /// The bars, unless they lie in a file; empty once it is over.
  List<ReplayBar> bars = List.of();

  String dataHash = "";
  long total;
  Instant first = Instant.EPOCH;
  Instant end = Instant.EPOCH;

  /// Twentieths said.
  int said;

  long events;
  long replayedNanos = Long.MIN_VALUE;
  double equity;
  List<RoundTrip> trips = List.of();
  long allTrips;
  @Nullable BacktestComplete result;
  @Nullable BacktestError error;

  RunRecord(String id, RunPlan plan) {
    this.id = id;
    this.plan = plan;
    equity = plan.setup().cash().doubleValue();
  }

  boolean isOver() {
    return status == Status.COMPLETE || status == Status.FAILED;
  }

  /// Its data are there.
  void data(List<ReplayBar> found) {
    RunHash hash = RunHash.begin();
    found.forEach(hash::bar);
    bars = List.copyOf(found);
    data(
        new BarFile.Contents(
            found.size(),
            hash.hex(),
            at(found.getFirst().openNanos()),
            at(found.getLast().closeNanos())));
  }

  void data(BarFile.Contents contents) {
    dataHash = contents.hash();
    total = contents.bars();
    first = contents.first();
    end = contents.end();
    status = Status.QUEUED;
  }

  /// Fingerprint of data, plan and method.
  String inputHash() {
    RunHash hash = RunHash.begin().text(METHOD_VERSION).text(dataHash);
    plan.settings().forEach((name, value) -> hash.text(name).text(value));
    return hash.hex();
  }

  /// What is said when it begins.
  BacktestStart start() {
    return new BacktestStart(
        id,
        plan.strategy(),
        List.of(plan.symbol()),
        first,
        end,
        plan.settings(),
        plan.seed(),
        inputHash());
  }

  /// What is said on the way.
  BacktestProgress progress() {
    return new BacktestProgress(
        id,
        Math.min(1, (double) events / total),
        events,
        at(replayedNanos),
        cents(equity),
        plan.currency());
  }

  static BigDecimal cents(double money) {
    return BigDecimal.valueOf(money).setScale(2, RoundingMode.HALF_EVEN);
  }

  static Instant at(long nanos) {
    return Instant.EPOCH.plus(Duration.ofNanos(nanos));
  }

  /// It is over, one way or the other: what it replayed is not needed any more.
  void over(Status with) {
    status = with;
    bars = List.of();
  }

  BacktestView.Run view() {
    return new BacktestView.Run(
        id,
        status,
        plan.settings(),
        status == Status.COMPLETE ? 1 : total == 0 ? 0 : (double) events / total,
        events,
        replayedNanos == Long.MIN_VALUE ? null : at(replayedNanos),
        equity,
        dataHash.isEmpty() ? null : inputHash(),
        result == null ? null : result.resultHash(),
        result == null ? List.of() : result.statistics(),
        trips.stream().map(BacktestView.Trade::of).toList(),
        allTrips,
        error);
  }

  void write(StateOutput out) {
    out.text(id);
    out.all(plan.settings().entrySet(), (to, each) -> to.text(each.getKey()).text(each.getValue()));
    out.text(status.name()).all(bars, RunRecord::write).text(dataHash).whole(total);
    out.instant(first).instant(end).whole(said).whole(events).whole(replayedNanos).real(equity);
    out.all(trips, RunRecord::write).whole(allTrips);
    out.flag(result != null).flag(error != null);
    if (result != null) {
      out.payload(MessageType.BACKTEST_COMPLETE, result);
    }
    if (error != null) {
      out.payload(MessageType.BACKTEST_ERROR, error);
    }
  }

  static void write(StateOutput out, ReplayBar bar) {
    out.whole(bar.openNanos()).whole(bar.closeNanos()).real(bar.open()).real(bar.high());
    out.real(bar.low()).real(bar.close()).real(bar.volume());
  }

  private static void write(StateOutput out, RoundTrip trip) {
    out.text(trip.size().toString()).whole(trip.entryBar()).whole(trip.exitBar());
    out.whole(trip.entryNanos()).whole(trip.exitNanos());
    out.text(trip.entryPrice().toString()).text(trip.exitPrice().toString());
    out.text(trip.profit().toString()).text(trip.commission().toString());
  }

  /// One that ran begins anew; what it had said is not said again.
  static RunRecord read(StateInput in) {
    String id = in.text();
    Map<String, String> settings = new TreeMap<>();
    in.all(each -> settings.put(each.text(), each.text()));
    RunRecord record = new RunRecord(id, RunPlan.of(settings));
    record.status = Status.valueOf(in.text());
    record.bars = in.all(RunRecord::bar);
    record.dataHash = in.text();
    record.total = in.whole();
    record.first = in.instant();
    record.end = in.instant();
    record.said = Math.toIntExact(in.whole());
    record.events = in.whole();
    record.replayedNanos = in.whole();
    record.equity = in.real();
    record.trips = in.all(RunRecord::trip);
    record.allTrips = in.whole();
    boolean complete = in.flag();
    boolean failed = in.flag();
    record.result = complete ? in.payload(MessageType.BACKTEST_COMPLETE) : null;
    record.error = failed ? in.payload(MessageType.BACKTEST_ERROR) : null;
    return record;
  }

  static ReplayBar bar(StateInput in) {
    return new ReplayBar(
        0, in.whole(), in.whole(), in.real(), in.real(), in.real(), in.real(), in.real());
  }

  private static RoundTrip trip(StateInput in) {
    return new RoundTrip(
        0,
        decimal(in),
        in.whole(),
        in.whole(),
        in.whole(),
        in.whole(),
        decimal(in),
        decimal(in),
        decimal(in),
        decimal(in));
  }

  private static BigDecimal decimal(StateInput in) {
    return new BigDecimal(in.text());
  }
}
