package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.backtesting.BacktestView.Status;
import dev.nautilus.engines.backtesting.method.LookAheadException;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.RoundTrip;
import dev.nautilus.engines.backtesting.method.RunHash;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestError;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs that wait, the one that runs, results, and the bars captured from the bus. Confined to the
/// engine thread.
class BacktestBook {
  private static final int STEPS = 20;
  private static final long SLICE_NANOS = 15_000_000;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final BacktestingProperties properties;
  private final CapturedBars captured;
  private final Map<String, RunRecord> runs = new LinkedHashMap<>();
  private long submitted;
  private Instant askedAt = Instant.EPOCH;
  private @Nullable RunningReplay running;
  private @Nullable BacktestView view;

  BacktestBook(BacktestingProperties properties) {
    this.properties = properties;
    captured = new CapturedBars(properties.capturedBars());
  }

  /// Nothing: history is asked for by the run that needs it.
  List<Backfill> backfills() {
    return List.of();
  }

  /// Captures a complete bar of an instrument followed.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (bar.complete()
        && bar.origin() == properties.barOrigin()
        && properties.symbols().contains(bar.instrument())) {
      captured.add(bar);
      view = null;
    }
  }

  /// Takes a run on.
  ///
  /// @param contents of its file; null for another source
  /// @throws EngineException UNAVAILABLE when too many wait
  BacktestView.Run submit(RunPlan plan, BarFile.@Nullable Contents contents, Outbox outbox) {
    makeRoom();
    submitted++;
    RunRecord record = new RunRecord("bt-" + submitted, plan);
    runs.put(record.id, record);
    view = null;
    if (contents != null) {
      record.data(contents);
      begin(record, outbox);
    } else if (plan.source().equals("bus")) {
      begin(record, captured(plan), outbox);
    } else {
      outbox.ask(backfill(record));
    }
    return record.view();
  }

  /// Bars captured from the bus that a plan can replay.
  List<ReplayBar> captured(RunPlan plan) {
    return captured.of(plan.symbol(), plan.spec());
  }

  /// Whether a run runs or waits for its turn.
  boolean isRunning() {
    return running != null || runs.values().stream().anyMatch(each -> each.status == Status.QUEUED);
  }

  private void makeRoom() {
    if (runs.size() < properties.keptRuns()) {
      return;
    }
    String oldest =
        runs.values().stream()
            .filter(RunRecord::isOver)
            .map(each -> each.id)
            .findFirst()
            .orElseThrow(
                () ->
                    EngineException.unavailable(
                        "%d runs wait already; cancel one, or wait".formatted(runs.size())));
    runs.remove(oldest);
  }

  private static Backfill backfill(RunRecord record) {
    return Backfill.bars(record.plan.symbol(), record.plan.spec(), record.plan.bars());
  }

  /// The vendors' history for the runs that asked for it.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    List<ReplayBar> bars = CapturedBars.answered(asked, answer);
    for (RunRecord record : List.copyOf(runs.values())) {
      if (record.status == Status.WAITING && backfill(record).equals(asked)) {
        begin(record, bars, outbox);
      }
    }
  }

  private void begin(RunRecord record, List<ReplayBar> bars, Outbox outbox) {
    if (bars.isEmpty()) {
      fail(
          record,
          "NO_DATA",
          "no bar of %s %s in %s"
              .formatted(record.plan.symbol(), record.plan.spec(), record.plan.source()),
          outbox);
      return;
    }
    int most = record.plan.bars();
    record.data(bars.subList(Math.max(0, bars.size() - most), bars.size()));
    begin(record, outbox);
  }

  private void begin(RunRecord record, Outbox outbox) {
    view = null;
    outbox.emit(MessageType.BACKTEST_START, record.start());
  }

  /// Goes on with the run that runs, for a slice of time; asks again for history that has not come.
  void onTime(Instant now, Outbox outbox) {
    RunningReplay replay = running == null ? next(outbox) : running;
    if (replay != null) {
      view = null;
      slice(replay, outbox);
    }
    if (Duration.between(askedAt, now).compareTo(ASK_AGAIN) >= 0) {
      askedAt = now;
      runs.values().stream()
          .filter(each -> each.status == Status.WAITING)
          .forEach(each -> outbox.ask(backfill(each)));
    }
  }

  private @Nullable RunningReplay next(Outbox outbox) {
    for (RunRecord record : runs.values()) {
      if (record.status == Status.QUEUED || record.status == Status.RUNNING) {
        try {
          record.status = Status.RUNNING;
          running = new RunningReplay(record, properties.dataFolder());
          return running;
        } catch (IllegalArgumentException | UncheckedIOException e) {
          fail(record, "INPUT_CHANGED", String.valueOf(e.getMessage()), outbox);
        }
      }
    }
    return null;
  }

  private void slice(RunningReplay replay, Outbox outbox) {
    RunRecord record = replay.record();
    long began = System.nanoTime();
    try {
      boolean more = true;
      while (more && System.nanoTime() - began < SLICE_NANOS) {
        more = replay.advance();
        progress(record, more, outbox);
      }
      if (!more) {
        complete(replay, outbox);
      }
    } catch (LookAheadException e) {
      fail(record, "LOOK_AHEAD", String.valueOf(e.getMessage()), outbox);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      fail(record, "BAD_DATA", String.valueOf(e.getMessage()), outbox);
    }
  }

  private void progress(RunRecord record, boolean more, Outbox outbox) {
    int step = (int) Math.min(STEPS, record.events * STEPS / Math.max(1, record.total));
    if (more && step > record.said) {
      record.said = step;
      outbox.emit(MessageType.BACKTEST_PROGRESS, record.progress());
    }
  }

  private void complete(RunningReplay replay, Outbox outbox) {
    RunRecord record = replay.record();
    if (!replay.isUnchanged()) {
      fail(record, "INPUT_CHANGED", "what was replayed is not what the run began with", outbox);
      return;
    }
    List<RoundTrip> trips = replay.run().ledger().trips();
    BacktestComplete result =
        new BacktestComplete(
            record.id,
            record.inputHash(),
            RunHash.of(replay.run()),
            trips.size(),
            RunRecord.cents(replay.run().worth()),
            record.plan.currency(),
            RunReport.of(replay.run(), record.plan));
    record.trips =
        List.copyOf(
            trips.subList(Math.max(0, trips.size() - properties.keptTrades()), trips.size()));
    record.allTrips = trips.size();
    record.equity = replay.run().worth();
    record.result = result;
    end(record, Status.COMPLETE);
    outbox.emit(MessageType.BACKTEST_COMPLETE, result);
  }

  private void fail(RunRecord record, String code, String detail, Outbox outbox) {
    Instant to = record.replayedNanos == Long.MIN_VALUE ? null : RunRecord.at(record.replayedNanos);
    BacktestError error = new BacktestError(record.id, code, detail, to);
    record.error = error;
    end(record, Status.FAILED);
    outbox.emit(MessageType.BACKTEST_ERROR, error);
  }

  private void end(RunRecord record, Status status) {
    record.over(status);
    view = null;
    if (running != null && running.record() == record) {
      running.close();
      running = null;
    }
  }

  /// Ends a run that is not over, or forgets one that is.
  ///
  /// @throws EngineException UNKNOWN when there is none of that id
  BacktestView.Run cancel(String id, Outbox outbox) {
    RunRecord record = runs.get(id);
    if (record == null) {
      throw EngineException.unknown("run", id, Set.copyOf(runs.keySet()));
    }
    if (record.isOver()) {
      runs.remove(id);
      view = null;
    } else {
      fail(record, "CANCELLED", "somebody asked for it", outbox);
    }
    return record.view();
  }

  /// The state's layout depends on nothing but its version.
  String shape() {
    return "runs and captured bars";
  }

  void write(StateOutput out) {
    captured.write(out);
    out.all(runs.values(), (to, each) -> each.write(to)).whole(submitted);
  }

  void read(StateInput in) {
    captured.read(in);
    runs.clear();
    in.all(RunRecord::read).forEach(each -> runs.put(each.id, each));
    submitted = in.whole();
    view = null;
  }

  /// The state as of now.
  BacktestView view() {
    BacktestView current = view;
    if (current == null) {
      Map<String, BacktestView.Run> all = new LinkedHashMap<>();
      runs.forEach((id, each) -> all.put(id, each.view()));
      current = new BacktestView(all, captured.counts(), Map.of());
      view = current;
    }
    return current;
  }
}
