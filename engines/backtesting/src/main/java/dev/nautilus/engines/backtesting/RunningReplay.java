package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.ReplayFeed;
import dev.nautilus.engines.backtesting.method.RunHash;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The run that runs, with its feed. Confined to the engine thread.
final class RunningReplay implements AutoCloseable {
  private static final int MOST_AT_ONCE = 1_000;

  private final RunRecord record;
  private final BacktestRun run;
  private final @Nullable BarFile file;
  private final RunHash seen = RunHash.begin();
  private final int atOnce;

  /// @throws IllegalArgumentException when its file is gone
  RunningReplay(RunRecord record, Path folder) {
    this.record = record;
    file = record.plan.source().equals("file") ? BarFile.open(folder, record.plan) : null;
    ReplayFeed feed = file == null ? ReplayFeed.of(record.bars) : file;
    run = new BacktestRun(record.plan.setup(), () -> hashed(feed.next()));
    atOnce = (int) Math.max(1, Math.min(MOST_AT_ONCE, record.total / 20));
  }

  private @Nullable ReplayBar hashed(@Nullable ReplayBar bar) {
    if (bar != null) {
      seen.bar(bar);
    }
    return bar;
  }

  RunRecord record() {
    return record;
  }

  BacktestRun run() {
    return run;
  }

  /// Replays a few bars: always as many, so that what is said on the way does not depend on time.
  ///
  /// @return whether there may be more
  boolean advance() {
    boolean more = run.advance(atOnce);
    record.events = run.events();
    record.replayedNanos = run.now();
    record.equity = run.worth();
    return more;
  }

  /// Whether it replayed what its input hash says. Once, when it is over.
  boolean isUnchanged() {
    return seen.hex().equals(record.dataHash);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
