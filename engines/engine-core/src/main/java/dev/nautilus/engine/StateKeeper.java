package dev.nautilus.engine;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Journal;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.StateVault;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes an engine's state down and writes it, once everything that follows from it is on the bus.
/// What is known of the messages in it belongs to the engine thread; writing, which waits for
/// Redis, to another one. Does nothing for an engine that keeps no state.
final class StateKeeper {
  private final @Nullable StateCodec codec;
  private final EngineParts parts;
  private final EngineProperties.State settings;
  private final BusOutbox outbox;
  private final InstantSource clock;
  private final Journal journal;
  private final StateVault vault;
  private final Heard heard = new Heard();
  private final List<Runnable> unsaved = new ArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile long savedChanges = -1;
  private volatile boolean wanted;
  private volatile boolean opened;

  /// A state that was taken down, and what it waits for.
  private record Taken(
      SavedState state,
      CompletableFuture<Map<String, MessageId>> said,
      long changes,
      List<Runnable> waiting) {}

  StateKeeper(
      EngineParts parts,
      BusOutbox outbox,
      DualBusClient bus,
      EngineProperties.State settings,
      InstantSource clock) {
    codec = parts.definition().state().orElse(null);
    this.parts = parts;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
    journal = bus.journal();
    vault = bus.stateVault();
    if (codec != null) {
      parts.meters().watchState();
    }
  }

  boolean isNeeded() {
    return codec != null;
  }

  EngineProperties.State settings() {
    return settings;
  }

  Journal journal() {
    return journal;
  }

  StateVault vault() {
    return vault;
  }

  /// Which messages are in the state. Engine thread only.
  Heard heard() {
    return heard;
  }

  /// What is on the bus already does not leave again. Engine thread only.
  void mute(Echoes already) {
    outbox.mute(already);
  }

  /// Whether a message that came again is in the state already. Engine thread only.
  boolean isKnown(Message<?> message) {
    return codec != null && heard.contains(message.envelope().id());
  }

  /// Notes how a reaction ended. Engine thread only.
  ///
  /// @return whether the message must not be acknowledged before the state is saved: it is no
  ///   longer where a replay would find it
  boolean reacted(Message<?> message, boolean succeeded) {
    if (codec == null) {
      return false;
    }
    MessageId id = message.envelope().id();
    if (!succeeded) {
      heard.missed(id);
      return false;
    }
    boolean again = message.envelope().redelivered() || heard.isMissed(id);
    heard.add(id);
    return again;
  }

  /// The state may be another one now. Engine thread only.
  void changed() {
    changes.incrementAndGet();
  }

  /// Runs something once the present state is saved. Engine thread only.
  void whenSaved(Runnable then) {
    unsaved.add(then);
    wanted = true;
  }

  /// Asks for a save soon: what a web request changed comes from no stream. Any thread.
  void saveSoon() {
    wanted = codec != null;
  }

  boolean isWanted() {
    return wanted;
  }

  boolean isChanged() {
    return changes.get() != savedChanges;
  }

  /// How far the engine is in what it hears. Ask before the state is taken down.
  Map<String, String> handled() {
    return journal.handled(parts.definition().hears());
  }

  /// Saves while the engine runs. Waits for the engine thread, the bus and Redis.
  ///
  /// @param handled how far the engine was
  /// @param lane where the engine thread finds the request: behind what was handed over before
  /// @return whether the state lies in Redis now
  boolean save(Map<String, String> handled, Mailbox.Lane lane) throws InterruptedException {
    Map<String, String> ends = journal.ends(parts.definition().emits());
    List<Taken> taken = new ArrayList<>();
    Work work = Work.internal("state", to -> taken.add(take(handled, ends)));
    if (!parts.mailbox().offer(lane, work)) {
      return false;
    }
    try {
      work.done().get();
    } catch (ExecutionException e) {
      parts.mishaps().note("taking the state down", e.getCause() == null ? e : e.getCause());
      parts.meters().count(EngineMeter.STATE_UNSAVED, "failed");
      return false;
    }
    return write(taken.getFirst());
  }

  /// The engine has its state, or its history, and may be saved from now on.
  void opened() {
    opened = codec != null;
  }

  /// How far an engine that is about to end is; empty when it must not be saved.
  Optional<Map<String, String>> handledAtEnd() {
    if (!opened || parts.progress().is(EngineState.FAILED)) {
      return Optional.empty();
    }
    try {
      return Optional.of(handled());
    } catch (RuntimeException e) {
      parts.mishaps().note("saving the state", e);
      return Optional.empty();
    }
  }

  /// Saves once the engine thread has ended.
  ///
  /// @param handled how far the engine was before it stopped listening
  void saveLast(Map<String, String> handled) {
    if (parts.progress().is(EngineState.FAILED)) {
      return;
    }
    try {
      write(take(handled, journal.ends(parts.definition().emits())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      parts.meters().count(EngineMeter.STATE_UNSAVED, "bus");
      parts.mishaps().note("saving the state", e);
    }
  }

  /// Lets another instance have the state.
  void release() {
    try {
      if (!parts.scalesOut()) {
        vault.close();
      }
    } catch (RuntimeException e) {
      parts.mishaps().note("giving the state back", e);
    }
  }

  private Taken take(Map<String, String> handled, Map<String, String> ends) {
    StateCodec own = codec;
    if (own == null) {
      throw new IllegalStateException("an engine without a codec has no state");
    }
    wanted = false;
    StateOutput ids = new StateOutput();
    heard.write(ids);
    SavedState state =
        new SavedState(
            parts.definition().type().name(),
            own.version(),
            own.shape(),
            clock.instant(),
            handled,
            ends,
            Map.of(),
            ByteBuffer.wrap(ids.toBytes()),
            ByteBuffer.wrap(StateOutput.of(own)));
    List<Runnable> waiting = List.copyOf(unsaved);
    unsaved.clear();
    return new Taken(state, outbox.confirmations().cut(), changes.get(), waiting);
  }

  private boolean write(Taken taken) throws InterruptedException {
    Map<String, MessageId> said = answered(taken.said());
    if (said == null) {
      return retained(taken, "unconfirmed");
    }
    byte[] packed = taken.state().saying(said).encode();
    parts.meters().stateBytes(packed.length);
    if (packed.length > settings.limit()) {
      parts
          .mishaps()
          .note(
              "saving the state",
              new IllegalStateException(
                  "a state must have at most %d bytes, had %d: raise nautilus.engine.state.limit, or keep less"
                      .formatted(settings.limit(), packed.length)));
      return retained(taken, "too large");
    }
    if (!vault.write(packed)) {
      superseded();
      return retained(taken, "superseded");
    }
    savedChanges = taken.changes();
    parts.meters().count(EngineMeter.STATE_SAVED, "state");
    taken.waiting().forEach(Runnable::run);
    return true;
  }

  /// What waits for a save goes on waiting for the next one.
  private boolean retained(Taken taken, String why) {
    parts.meters().count(EngineMeter.STATE_UNSAVED, why);
    Work again = Work.internal("state", to -> unsaved.addAll(taken.waiting()));
    if (!taken.waiting().isEmpty() && parts.mailbox().offer(Mailbox.Lane.INTERNAL, again)) {
      saveSoon();
    }
    return false;
  }

  private @Nullable Map<String, MessageId> answered(CompletableFuture<Map<String, MessageId>> said)
      throws InterruptedException {
    try {
      return said.get(settings.lease().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("confirmations do not fail", e);
    }
  }

  /// Another instance writes the state: what this one does counts nowhere any more.
  void superseded() {
    parts
        .progress()
        .to(
            EngineState.FAILED,
            "another instance of "
                + parts.definition().type()
                + " has taken over the state; give each instance a name of its own");
    parts.mailbox().abandon();
  }
}
