package dev.nautilus.engine;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.DataResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an engine is: its name, what it hears and emits, and its reactions.
///
/// ```java
/// @Bean
/// EngineDefinition features(FeatureBook book) {
///   return EngineDefinition.named("features")
///       .on(MessageType.BAR, book::onBar)
///       .emits(MessageType.FEATURE_VECTOR)
///       .warmUp(book.backfills(), book::onHistory)
///       .keeps(StateCodec.of(1, book.shape(), book::write, book::read))
///       .snapshot(book::view)
///       .build();
/// }
/// ```
///
/// The methods that run something are for whoever hosts the engine (this module, or a test
/// harness); they must all be called on one thread.
public final class EngineDefinition {
  private final EngineType type;
  private final Map<String, Hearing<?>> hears;
  private final Map<String, MessageType<?>> emits;
  private final List<Backfill> backfills;
  private final HistoryReaction history;
  private final List<Timer> timers;
  private final Supplier<?> view;
  private final @Nullable StateCodec state;

  private EngineDefinition(Builder builder) {
    type = builder.type;
    hears = new LinkedHashMap<>(builder.hears);
    emits = new LinkedHashMap<>(builder.emits);
    backfills = List.copyOf(builder.backfills);
    history = builder.history;
    timers = List.copyOf(builder.timers);
    view = builder.view;
    state = builder.state;
  }

  /// Starts a definition.
  ///
  /// @param name lower-case letters, digits and `-`; also the engine's group on the bus
  public static Builder named(String name) {
    return new Builder(new EngineType(name));
  }

  /// Who it is on the bus.
  public EngineType type() {
    return type;
  }

  /// What it listens to, in the order declared.
  public List<MessageType<?>> hears() {
    List<MessageType<?>> types = new ArrayList<>();
    hears.values().forEach(hearing -> types.add(hearing.type()));
    return List.copyOf(types);
  }

  /// What it may say, in the order declared.
  public List<MessageType<?>> emits() {
    return List.copyOf(emits.values());
  }

  /// What it needs to know before it listens, in the order it is asked for.
  public List<Backfill> backfills() {
    return backfills;
  }

  /// Its timers, in the order declared.
  public List<Timer> timers() {
    return timers;
  }

  /// How its state is kept over a restart; empty when it keeps none.
  public Optional<StateCodec> state() {
    return Optional.ofNullable(state);
  }

  /// Takes the state down.
  ///
  /// @throws IllegalStateException when the engine keeps none
  public byte[] save() {
    return StateOutput.of(keptState());
  }

  /// Brings a state back, into an engine that has heard nothing yet.
  ///
  /// @throws IllegalArgumentException when the state is not one of this engine and version
  public void load(byte[] saved) {
    StateInput.into(keptState(), saved);
  }

  private StateCodec keptState() {
    return state().orElseThrow(() -> new IllegalStateException(type + " keeps no state"));
  }

  /// Whether a message is one for this engine: a look at the payload, without state. Any thread.
  ///
  /// @throws IllegalArgumentException when the engine does not hear the type
  public boolean wants(Message<?> message) {
    return hearing(message).wants(message.payload());
  }

  /// Runs the reaction to a message; one that is not wanted changes nothing.
  ///
  /// @throws IllegalArgumentException when the engine does not hear the type
  /// @throws Exception what the reaction throws
  public void react(Message<?> message, Outbox outbox) throws Exception {
    Hearing<?> hearing = hearing(message);
    if (hearing.wants(message.payload())) {
      hearing.react(message, declaredOnly(outbox));
    }
  }

  private Hearing<?> hearing(Message<?> message) {
    Hearing<?> hearing = hears.get(message.type().name());
    if (hearing == null) {
      throw new IllegalArgumentException(
          type + " must hear one of " + hears.keySet() + ", was " + message.type().name());
    }
    return hearing;
  }

  /// Runs the reaction to a timer.
  ///
  /// @throws Exception what the reaction throws
  public void tick(Timer timer, Instant now, Outbox outbox) throws Exception {
    timer.reaction().react(now, declaredOnly(outbox));
  }

  /// Runs the reaction to an answered backfill.
  ///
  /// @throws Exception what the reaction throws
  public void learn(Backfill asked, DataResponse answer, Outbox outbox) throws Exception {
    history.react(asked, answer, declaredOnly(outbox));
  }

  /// Answers a question.
  ///
  /// @throws Exception what the question throws
  public <R> R answer(Question<R> question, Outbox outbox) throws Exception {
    return question.answer(declaredOnly(outbox));
  }

  /// Takes an immutable view of the state.
  public Object view() {
    return view.get();
  }

  private Outbox declaredOnly(Outbox outbox) {
    return new Outbox() {
      @Override
      public <P> void emit(MessageType<P> emitted, P payload, Priority priority) {
        if (!emits.containsKey(emitted.name())) {
          throw new IllegalArgumentException(
              type + " must emit one of " + emits.keySet() + ", was " + emitted.name());
        }
        outbox.emit(emitted, payload, priority);
      }

      @Override
      public void ask(Backfill backfill) {
        outbox.ask(backfill);
      }
    };
  }

  /// A reaction to the clock.
  ///
  /// @param period from one run to the next; a run that comes late is not made up for
  public record Timer(Duration period, TimedReaction reaction) {
    public Timer {
      if (!period.isPositive()) {
        throw new IllegalArgumentException("a timer's period must be more than 0, was " + period);
      }
    }
  }

  /// Collects a definition; each mistake is refused where it is made.
  public static final class Builder {
    private final EngineType type;
    private final Map<String, Hearing<?>> hears = new LinkedHashMap<>();
    private final Map<String, MessageType<?>> emits = new LinkedHashMap<>();
    private final List<Timer> timers = new ArrayList<>();
    private List<Backfill> backfills = List.of();
    private HistoryReaction history = (asked, answer, outbox) -> {};
    private @Nullable Supplier<?> snapshot;
    private Supplier<?> view = Map::of;
    private @Nullable StateCodec state;

    private Builder(EngineType type) {
      this.type = type;
    }

    /// Hears a type.
    ///
    /// @throws IllegalArgumentException when it already does
    public <P> Builder on(MessageType<P> heard, Reaction<P> reaction) {
      return on(heard, _ -> true, reaction);
    }

    /// Hears those messages of a type that are wanted. The others never reach the mailbox, so that
    /// a type of which an engine needs little costs it little.
    ///
    /// @param wanted by the payload alone: called on the bus's threads, must not look at state
    /// @throws IllegalArgumentException when it already hears the type
    public <P> Builder on(MessageType<P> heard, Predicate<? super P> wanted, Reaction<P> reaction) {
      if (hears.putIfAbsent(heard.name(), new Hearing<>(heard, wanted, reaction)) != null) {
        throw new IllegalArgumentException(
            type + " must react to each type once, " + heard.name() + " was given twice");
      }
      return this;
    }

    /// May emit these types.
    ///
    /// @throws IllegalArgumentException when one was already declared
    public Builder emits(MessageType<?>... emitted) {
      for (MessageType<?> each : emitted) {
        if (emits.putIfAbsent(each.name(), each) != null) {
          throw new IllegalArgumentException(
              type + " must declare each type once, " + each.name() + " was given twice");
        }
      }
      return this;
    }

    /// Learns from history before it hears anything live.
    ///
    /// @throws IllegalArgumentException when a warm-up was already declared
    public Builder warmUp(List<Backfill> asked, HistoryReaction reaction) {
      if (!backfills.isEmpty()) {
        throw new IllegalArgumentException(type + " must declare one warm-up, was given two");
      }
      backfills = asked;
      history = reaction;
      return this;
    }

    /// Does something again and again, once it is ready.
    public Builder every(Duration period, TimedReaction reaction) {
      timers.add(new Timer(period, reaction));
      return this;
    }

    /// Keeps its state over a restart: what it has heard counts once, whatever happens.
    ///
    /// @throws IllegalArgumentException when a codec was already declared
    public Builder keeps(StateCodec codec) {
      if (state != null) {
        throw new IllegalArgumentException(type + " must declare one state, was given two");
      }
      state = codec;
      return this;
    }

    /// Shows its state to REST.
    ///
    /// @param supplier makes an immutable value from the state; called on the engine thread, often
    /// @throws IllegalArgumentException when a snapshot was already declared
    public Builder snapshot(Supplier<?> supplier) {
      if (snapshot != null) {
        throw new IllegalArgumentException(type + " must declare one snapshot, was given two");
      }
      snapshot = supplier;
      view = supplier;
      return this;
    }

    /// Finishes.
    ///
    /// @throws IllegalArgumentException when the engine would never do anything
    public EngineDefinition build() {
      if (hears.isEmpty() && timers.isEmpty()) {
        throw new IllegalArgumentException(type + " must hear a type or have a timer, has neither");
      }
      return new EngineDefinition(this);
    }
  }
}
