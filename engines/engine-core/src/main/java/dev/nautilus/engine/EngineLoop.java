package dev.nautilus.engine;

import dev.nautilus.bus.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The engine thread: takes work from the mailbox, runs it, keeps the timers, publishes the view.
final class EngineLoop implements Runnable {
  /// Under load the view is rebuilt at most this often, so that showing costs less than doing.
  private static final long VIEW_NANOS = 20_000_000;

  /// @param view what the definition's snapshot supplied
  /// @param at when (UTC)
  record Published(Object view, Instant at) {}

  /// A timer and the tick at which it is due.
  private static final class Due {
    private final EngineDefinition.Timer timer;
    private long at;

    Due(EngineDefinition.Timer timer, long at) {
      this.timer = timer;
      this.at = at;
    }
  }

  private final EngineDefinition definition;
  private final Mailbox mailbox;
  private final BusOutbox outbox;
  private final EngineMeters meters;
  private final Mishaps mishaps;
  private final Progress progress;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final List<Due> timers = new ArrayList<>();
  private final Heartbeat heartbeat;
  private final StateKeeper keeper;
  private final SlowReactions slow = new SlowReactions();
  private long viewedAt;
  private boolean viewStale;
  private volatile Published published;

  EngineLoop(
      EngineParts parts,
      BusOutbox outbox,
      Heartbeat heartbeat,
      StateKeeper keeper,
      InstantSource clock,
      LongSupplier ticker) {
    definition = parts.definition();
    mailbox = parts.mailbox();
    meters = parts.meters();
    mishaps = parts.mishaps();
    progress = parts.progress();
    this.outbox = outbox;
    this.heartbeat = heartbeat;
    this.keeper = keeper;
    this.clock = clock;
    this.ticker = ticker;
    published = new Published(definition.view(), clock.instant());
  }

  /// What keeps the state of this engine.
  StateKeeper keeper() {
    return keeper;
  }

  Published published() {
    return published;
  }

  @Override
  public void run() {
    MDC.put("engine", definition.type().name());
    try {
      boolean open = true;
      while (open) {
        heartbeat.beatIfDue();
        Work work = mailbox.poll(untilNextDue());
        if (work == null) {
          open = !mailbox.isClosed();
        } else {
          performOrRelease(work);
        }
        runTimers();
        publishView(false);
      }
    } catch (InterruptedException e) {
      if (!progress.is(EngineState.STOPPING)) {
        progress.to(EngineState.FAILED, "the engine thread was interrupted");
      }
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      mishaps.note("engine thread", e);
      progress.to(EngineState.FAILED, "the engine thread ended: " + e);
    } finally {
      mailbox.abandon();
      heartbeat.beatIfDue();
      MDC.clear();
    }
  }

  /// Whoever waits for the work learns of its end even if it takes the thread along.
  private void performOrRelease(Work work) throws InterruptedException {
    try {
      perform(work);
    } catch (InterruptedException | RuntimeException | Error e) {
      work.done().completeExceptionally(e);
      throw e;
    }
  }

  private void perform(Work work) throws InterruptedException {
    Message<?> message = work.message();
    if (message != null && keeper.isKnown(message)) {
      meters.count(EngineMeter.STATE_KNOWN, work.what());
      work.done().complete(true);
      return;
    }
    if (message != null) {
      MDC.put("message", message.envelope().id().toString());
      meters.count(EngineMeter.HEARD, work.what());
    }
    Exception thrown = attempt(work.what(), work.step());
    // A message is done, and acknowledged, when the bus has what follows from it: acknowledged
    // earlier, that would be lost if the process died here.
    boolean waits = thrown == null && message != null;
    boolean saveFirst = message != null && keeper.reacted(message, thrown == null);
    if (saveFirst) {
      keeper.whenSaved(() -> work.done().complete(true));
    }
    outbox.release(waits && !saveFirst ? () -> work.done().complete(true) : () -> {});
    publishView(message == null);
    if (work.what().equals("question")) {
      keeper.saveSoon();
    }
    if (thrown != null) {
      work.done().completeExceptionally(thrown);
    } else if (!waits) {
      work.done().complete(true);
    }
    MDC.remove("message");
  }

  /// Runs a step, timed and counted.
  ///
  /// @return what it threw; null when it succeeded
  private @Nullable Exception attempt(String what, Work.Step step) {
    long start = ticker.getAsLong();
    viewStale = true;
    if (!what.equals("state")) {
      keeper.changed();
    }
    try {
      step.run(outbox);
      return null;
    } catch (Exception e) {
      outbox.discard();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (!(e instanceof EngineException)) {
        meters.count(EngineMeter.FAILED, what);
        mishaps.note(what, e);
      }
      return e;
    } finally {
      long end = ticker.getAsLong();
      if (meters.took(what, end - start)) {
        slow.note(what, end - start, end);
      }
    }
  }

  private void runTimers() throws InterruptedException {
    if (!progress.is(EngineState.READY)) {
      return;
    }
    if (timers.isEmpty()) {
      // Periods count from the moment the engine is ready, not from its start.
      long now = ticker.getAsLong();
      definition
          .timers()
          .forEach(timer -> timers.add(new Due(timer, now + timer.period().toNanos())));
    }
    for (Due due : timers) {
      long now = ticker.getAsLong();
      if (now - due.at >= 0) {
        due.at = now + due.timer.period().toNanos();
        attempt("timer", to -> definition.tick(due.timer, clock.instant(), to));
        outbox.release(() -> {});
      }
    }
  }

  private long untilNextDue() {
    long now = ticker.getAsLong();
    long next = heartbeat.nanosUntilDue();
    for (Due due : timers) {
      next = Math.min(next, due.at - now);
    }
    return Math.max(0, viewStale ? Math.min(next, VIEW_NANOS) : next);
  }

  private void publishView(boolean now) {
    long tick = ticker.getAsLong();
    boolean due = now || mailbox.depth() == 0 || tick - viewedAt >= VIEW_NANOS;
    if (!viewStale || !due) {
      return;
    }
    viewStale = false;
    viewedAt = tick;
    try {
      published = new Published(definition.view(), clock.instant());
    } catch (RuntimeException e) {
      mishaps.note("view", e);
    }
  }
}
