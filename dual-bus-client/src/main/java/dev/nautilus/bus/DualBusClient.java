package dev.nautilus.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Both buses behind one door; the type of a message picks the bus.
///
/// ```java
/// try (DualBusClient bus = DualBusClient.builder(EngineType.RISK, "risk-1").build()) {
///   bus.subscribe(MessageType.QUOTE, m -> book.apply(m.payload()));
///   bus.publish(MessageType.RISK_ALERT, new RiskAlert("VaR_BREACH", 0.95), Priority.HIGH);
/// }
/// ```
///
/// Safe for use by many threads. Connections are made when the client is built; a bus that is away
/// then, or goes away later, is reconnected to for as long as the client is open.
public interface DualBusClient extends AutoCloseable {

  /// Starts building a client.
  ///
  /// @param engine who speaks; also the consumer group on the Engine Logic bus
  /// @param instance which instance of the engine; unique among those running
  static DualBusClientBuilder builder(EngineType engine, String instance) {
    return new DualBusClientBuilder(engine, instance);
  }

  /// Publishes at the type's own urgency; see [#publish(MessageType, Object, Priority)].
  default <P> CompletionStage<Published> publish(MessageType<P> type, P payload) {
    return publish(type, payload, type.defaultPriority());
  }

  /// Publishes a message. Returns at once; the stage completes on a bus thread when the message is
  /// in the stream, and ends as [BusException] when it is not or may not be. On the MarketData bus
  /// it may also end well without being there, as [Published.Outcome] says: conflated or dropped.
  ///
  /// @throws IllegalArgumentException when the payload cannot be encoded
  <P> CompletionStage<Published> publish(MessageType<P> type, P payload, Priority priority);

  /// Hands a message over without waiting and without a future.
  <P> Offer offer(MessageType<P> type, P payload, Priority priority);

  /// Subscribes to a type. Returns when everything confirmed from now on will reach the handler.
  ///
  /// @throws BusException when the bus cannot be reached within the connect timeout
  default <P> Subscription subscribe(MessageType<P> type, MessageHandler<P> handler) {
    return subscribe(type, handler, SubscriptionOptions.DEFAULTS);
  }

  /// Subscribes with wishes of its own; see [#subscribe(MessageType, MessageHandler)].
  ///
  /// @throws IllegalArgumentException when the options do not fit the type: CONFLATE or a snapshot
  ///   of an EVENT, or anything about slowness on a pulled type
  /// @throws BusException when the bus cannot be reached within the connect timeout
  <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options);

  /// Offers the present state of a STATE type to whoever joins late. There should be one owner per
  /// type in a fleet: whoever publishes it.
  ///
  /// Change your state first, then publish: what was published before the rows are taken must be in
  /// them. A type whose payloads carry no version may be seen once more in a value that a row has
  /// shown already.
  ///
  /// @param rows called on a bus thread of its own when somebody joins, at most once a second: the
  ///   newest payload of each key. When it fails those who join read the stream instead.
  /// @throws IllegalArgumentException for an EVENT type, or one that is not pushed
  /// @throws BusException when the bus cannot be reached within the connect timeout
  <P> Subscription provideSnapshots(MessageType<P> type, Supplier<? extends Collection<P>> rows);

  /// Asks, and waits for the reply to this very instance.
  ///
  /// @param timeout how long the asker waits; the responder is told the deadline
  /// @return completes with the reply, or as [BusException] with reason TIMEOUT
  <P, R> CompletionStage<Message<R>> request(RequestType<P, R> type, P payload, Duration timeout);

  /// Answers requests of a type. Requests whose deadline has passed are dropped and counted.
  <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler);

  /// Tells when the server of a bus has lost its memory: it was flushed, or replaced by an empty
  /// one. What was in its streams is gone and groups are made anew; whoever owns a STATE type
  /// publishes it again. Called on a bus thread, within about six seconds, each time it happens. A
  /// bus in memory never loses its memory.
  default void onServerReplaced(Bus bus, Runnable listener) {}

  /// The streams as a journal, for who goes on after a crash: of the buses or of main Redis,
  /// wherever the engine is. A bus in memory has none, and an engine has none while it moves.
  default Journal journal() {
    return Journal.NOTHING;
  }

  /// Where the engine of this client keeps its state over a restart; to be closed by who asked.
  StateVault stateVault();

  /// Who this client speaks for.
  EngineType engine();

  /// Which instance of it.
  String instance();

  /// Where its messages travel now; MIGRATING while it moves.
  default EngineMode mode() {
    return EngineMode.DUAL;
  }

  /// The registry by which this client is moved; empty for one that is on the buses for good. Do
  /// not close it.
  default Optional<EngineModes> modes() {
    return Optional.empty();
  }

  /// How a bus is.
  BusHealth health(Bus bus);

  /// What went over a bus so far.
  BusStatistics statistics(Bus bus);

  /// Drains what was accepted, acknowledges what was handled, and closes. Idempotent.
  @Override
  void close();
}
