package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.backtesting.BacktestView.Status;
import dev.nautilus.engines.backtesting.method.LookAheadException;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.ParameterOptimization;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Searches for good parameters: those that wait, the one that runs, and results. They run in
/// slices while no run does, and say PARAMETER_OPTIMIZATION when they are over. Confined to the
/// engine thread.
class Studies {
  private static final long SLICE_NANOS = 15_000_000;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final BacktestingProperties properties;
  private final BacktestBook book;
  private final Map<String, StudyRecord> studies = new LinkedHashMap<>();
  private long submitted;
  private Instant askedAt = Instant.EPOCH;
  private @Nullable ParameterSearch search;

  Studies(BacktestingProperties properties, BacktestBook book) {
    this.properties = properties;
    this.book = book;
  }

  /// Takes a study on.
  ///
  /// @param file bars of its file; null for another source
  /// @throws EngineException UNAVAILABLE when too many wait
  BacktestView.Study submit(StudyPlan plan, @Nullable List<ReplayBar> file, Outbox outbox) {
    makeRoom();
    submitted++;
    StudyRecord record = new StudyRecord("st-" + submitted, plan);
    RunPlan base = plan.base();
    studies.put(record.id, record);
    if (file != null) {
      begin(record, file, properties.mostStudyBars());
    } else if (base.source().equals("bus")) {
      begin(record, book.captured(base), base.bars());
    } else {
      outbox.ask(backfill(record));
    }
    return record.view();
  }

  private void makeRoom() {
    if (studies.size() < properties.keptRuns()) {
      return;
    }
    String oldest =
        studies.values().stream()
            .filter(StudyRecord::isOver)
            .map(each -> each.id)
            .findFirst()
            .orElseThrow(
                () ->
                    EngineException.unavailable(
                        "%d studies wait already; cancel one, or wait".formatted(studies.size())));
    studies.remove(oldest);
  }

  private static Backfill backfill(StudyRecord record) {
    RunPlan base = record.plan.base();
    return Backfill.bars(base.symbol(), base.spec(), base.bars());
  }

  /// The vendors' history for the studies that asked for it.
  void onHistory(Backfill asked, DataResponse answer) {
    List<ReplayBar> bars = null;
    for (StudyRecord record : studies.values()) {
      if (record.status == Status.WAITING && backfill(record).equals(asked)) {
        bars = bars == null ? CapturedBars.answered(asked, answer) : bars;
        begin(record, bars, record.plan.base().bars());
      }
    }
  }

  private void begin(StudyRecord record, List<ReplayBar> bars, int wanted) {
    int most = Math.min(wanted, properties.mostStudyBars());
    if (bars.isEmpty()) {
      record.failed("no bar of %s is there".formatted(record.plan.base().symbol()));
    } else {
      record.data(bars.subList(Math.max(0, bars.size() - most), bars.size()));
    }
  }

  /// Goes on with the study that runs, for a slice of time, while no run needs it.
  void onTime(Instant now, Outbox outbox) {
    if (Duration.between(askedAt, now).compareTo(ASK_AGAIN) >= 0) {
      askedAt = now;
      studies.values().stream()
          .filter(each -> each.status == Status.WAITING)
          .forEach(each -> outbox.ask(backfill(each)));
    }
    if (book.isRunning()) {
      return;
    }
    for (StudyRecord record : studies.values()) {
      if (record.status == Status.QUEUED || record.status == Status.RUNNING) {
        slice(record, outbox);
        return;
      }
    }
  }

  private void slice(StudyRecord record, Outbox outbox) {
    long began = System.nanoTime();
    try {
      ParameterSearch running = search;
      if (running == null) {
        running = new ParameterSearch(record.plan, record.bars);
        record.status = Status.RUNNING;
        search = running;
      }
      boolean more = true;
      while (more && System.nanoTime() - began < SLICE_NANOS) {
        more = running.advance();
      }
      record.done = running.done();
      if (!more) {
        ParameterOptimization result = running.result(record.id);
        search = null;
        record.over(result);
        outbox.emit(MessageType.PARAMETER_OPTIMIZATION, result);
      }
    } catch (LookAheadException | IllegalArgumentException e) {
      search = null;
      record.failed(String.valueOf(e.getMessage()));
    }
  }

  /// Ends a study that is not over, or forgets one that is.
  ///
  /// @throws EngineException UNKNOWN when there is none of that id
  BacktestView.Study cancel(String id) {
    StudyRecord record = studies.get(id);
    if (record == null) {
      throw EngineException.unknown("study", id, Set.copyOf(studies.keySet()));
    }
    if (record.isOver()) {
      studies.remove(id);
    } else {
      search = record.status == Status.RUNNING ? null : search;
      record.failed("somebody cancelled it");
    }
    return record.view();
  }

  void write(StateOutput out) {
    out.all(studies.values(), (to, each) -> each.write(to)).whole(submitted);
  }

  void read(StateInput in) {
    studies.clear();
    search = null;
    in.all(StudyRecord::read).forEach(each -> studies.put(each.id, each));
    submitted = in.whole();
  }

  /// All of them as of now, oldest first.
  Map<String, BacktestView.Study> view() {
    Map<String, BacktestView.Study> all = new LinkedHashMap<>();
    studies.forEach((id, each) -> all.put(id, each.view()));
    return all;
  }
}
