package dev.nautilus.engine;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings an engine's state back: reads it, then has the engine hear again what came after it, in
/// the order in which Redis took it. Runs on the opening thread, which may wait.
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final int AT_ONCE = 256;

  private final StateKeeper keeper;
  private final EngineParts parts;
  private final EngineDefinition definition;
  private final CountDownLatch stopping;
  private Map<String, String> handled = Map.of();
  private @Nullable SavedState saved;

  Recovery(StateKeeper keeper, EngineParts parts, CountDownLatch stopping) {
    this.keeper = keeper;
    this.parts = parts;
    this.stopping = stopping;
    definition = parts.definition();
  }

  /// Before anything is subscribed to: waits until it is this instance's turn to work, where one
  /// works at a time; then the state is its to write, and it reads it.
  ///
  /// @throws IllegalStateException when there is one that does not fit
  void begin(Duration pause) throws InterruptedException {
    if (parts.scalesOut()) {
      return;
    }
    boolean ready = false;
    while (!ready) {
      Duration wait = pause;
      try {
        Optional<Duration> taken = keeper.vault().claim(keeper.settings().lease());
        ready = taken.isEmpty();
        if (ready && keeper.isNeeded()) {
          handled = keeper.journal().ends(pushed());
          saved = read();
        } else if (!ready) {
          String why = "another instance runs and keeps the state; standing by";
          parts.progress().to(EngineState.STARTING, why);
          // Not all of its lease: one that ends in order gives it back.
          wait = taken.filter(left -> left.compareTo(pause) < 0).orElse(pause);
        }
      } catch (BusException e) {
        parts.mishaps().note("reading the state", e);
        parts.progress().to(EngineState.STARTING, "the state cannot be read, asking again");
      }
      if (!ready && stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedException("stopping");
      }
    }
  }

  private List<MessageType<?>> pushed() {
    return definition.hears().stream()
        .filter(type -> type.family().delivery() == Family.Delivery.PUSHED)
        .toList();
  }

  private @Nullable SavedState read() {
    Optional<byte[]> packed = keeper.vault().read();
    Optional<StateCodec> codec = definition.state();
    if (packed.isEmpty() || codec.isEmpty()) {
      return null;
    }
    String misfit;
    try {
      SavedState state = SavedState.decode(packed.get());
      misfit = state.misfit(definition.type().name(), codec.get());
      if (misfit.isEmpty()) {
        return state;
      }
    } catch (IllegalArgumentException e) {
      misfit = String.valueOf(e.getMessage());
    }
    parts.meters().count(EngineMeter.STATE_REFUSED, "misfit");
    if (keeper.settings().misfit() == EngineProperties.Misfit.FAIL) {
      throw new IllegalStateException(
          "the saved state does not fit: "
              + misfit
              + "; run the version that wrote it, or set nautilus.engine.state.misfit=FRESH to lay"
              + " it aside and begin afresh");
    }
    keeper.vault().layAside();
    log.warn("the saved state does not fit and was laid aside: {}", misfit);
    return null;
  }

  /// Once everything is subscribed to: brings the state back.
  ///
  /// @return whether it is complete, so that no history is needed; false also when there was none
  boolean resume() throws InterruptedException {
    SavedState state = saved;
    if (state == null) {
      return false;
    }
    parts.progress().to(EngineState.WARMING_UP, "taking up the state of " + state.takenAt());
    perform(
        "state",
        to -> {
          keeper.heard().read(StateInput.of(SavedState.copy(state.heard())));
          definition.load(SavedState.copy(state.body()));
        });
    boolean whole = reaches(state);
    if (!whole) {
      log.warn("some of what came after the state of {} is no longer kept", state.takenAt());
      parts.meters().count(EngineMeter.STATE_REFUSED, "gap");
    }
    return whole;
  }

  /// Asked in vain, history is learned as well: that costs time and changes nothing.
  private boolean reaches(SavedState state) {
    try {
      return keeper.journal().reaches(definition.hears(), state.handled());
    } catch (BusException e) {
      parts.mishaps().note("asking what is kept", e);
      return false;
    }
  }

  /// Once history is learned, where it was needed: hears again what came after the state. Without a
  /// state there is one from now on.
  void finish(Duration pause) throws InterruptedException {
    while (keeper.isNeeded()) {
      try {
        complete();
        return;
      } catch (BusException e) {
        if (e.reason() == BusException.Reason.CLOSED) {
          throw e;
        }
        // What was replayed so far is in the state: the next attempt leaves it out.
        parts.mishaps().note("replaying", e);
        parts.progress().to(EngineState.WARMING_UP, "the streams cannot be read, asking again");
      }
      if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedException("stopping");
      }
    }
  }

  private void complete() throws InterruptedException {
    SavedState state = saved;
    if (state != null) {
      replay(state);
    } else {
      // Pulled streams: nothing of them was acknowledged yet. Pushed ones: from before we listened.
      Map<String, String> from = new TreeMap<>(keeper.handled());
      from.putAll(handled);
      keeper.save(from, Mailbox.Lane.INTERNAL);
    }
  }

  private void replay(SavedState state) throws InterruptedException {
    parts.progress().to(EngineState.WARMING_UP, "replaying what came after " + state.takenAt());
    EngineType self = definition.type();
    Echoes echoes = new Echoes();
    keeper
        .journal()
        .read(
            definition.emits(),
            state.ends(),
            message -> {
              if (message.envelope().sender().equals(self)) {
                echoes.found(message, state.said());
              }
            });
    perform("state", to -> keeper.mute(echoes));
    Batch batch = new Batch();
    keeper.journal().read(definition.hears(), state.handled(), batch::add);
    batch.finish();
    perform("state", to -> keeper.mute(new Echoes()));
  }

  /// Work that is put into the mailbox; every so often the last one is waited for, so that the
  /// replay runs no faster than the engine.
  private final class Batch {
    private int count;
    private @Nullable Work last;

    void add(Message<?> message) {
      if (!definition.wants(message)) {
        return;
      }
      Work work = Work.on(message, to -> definition.react(message, to));
      parts.meters().count(EngineMeter.STATE_REPLAYED, work.what());
      last = work;
      try {
        parts.mailbox().put(Mailbox.Lane.INTERNAL, work);
        if (++count % AT_ONCE == 0) {
          finish();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BusException(BusException.Reason.CLOSED, "interrupted while replaying", e);
      }
    }

    void finish() throws InterruptedException {
      Work waited = last;
      if (waited != null) {
        // What a reaction throws the loop has counted and logged.
        waited.done().handle((done, thrown) -> thrown == null).join();
      }
    }
  }

  private void perform(String what, Work.Step step) throws InterruptedException {
    Work work = Work.internal(what, step);
    parts.mailbox().put(Mailbox.Lane.INTERNAL, work);
    try {
      work.done().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the saved state cannot be taken up: " + e.getCause(), e);
    }
  }
}
