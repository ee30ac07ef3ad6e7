package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the client itself tells its own subscribers, such as a gap it found.
final class LocalMessages {
  private static final Logger log = LoggerFactory.getLogger(LocalMessages.class);

  private static final String STREAM = "local";

  private final BusTransport.Setup setup;
  private final Handlers handlers;
  private final BusCounters counters;
  private final long incarnation;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();

  LocalMessages(
      BusTransport.Setup setup,
      Handlers handlers,
      BusCounters counters,
      long incarnation,
      InstantSource clock) {
    this.setup = setup;
    this.handlers = handlers;
    this.counters = counters;
    this.incarnation = incarnation;
    this.clock = clock;
  }

  /// Whether a message was made here.
  static boolean isOwn(Envelope envelope) {
    return envelope.id().stream().equals(STREAM);
  }

  BusCounters counters() {
    return counters;
  }

  <P> void announce(MessageType<P> type, P payload) {
    Envelope envelope =
        new Envelope(
            new MessageId(STREAM, incarnation, sequence.incrementAndGet()),
            setup.engine(),
            setup.instance(),
            clock.instant(),
            type.defaultPriority(),
            type.keyOf(payload),
            null,
            null,
            null,
            null,
            false,
            false);
    try {
      handlers.deliverLocal(new Message<>(type, payload, envelope));
    } catch (Exception e) {
      counters.increment(BusMeter.FAILED);
      log.warn("handler of {} failed: {}", type, e, e);
    }
  }
}
