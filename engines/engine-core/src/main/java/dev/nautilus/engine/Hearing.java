package dev.nautilus.engine;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import java.util.function.Predicate;

/// One type that an engine hears.
///
/// @param <P> payload class
/// @param wanted which messages of it
record Hearing<P>(MessageType<P> type, Predicate<? super P> wanted, Reaction<P> reaction) {
  boolean wants(Object payload) {
    return wanted.test(type.payload().cast(payload));
  }

  void react(Message<?> message, Outbox outbox) throws Exception {
    P payload = type.payload().cast(message.payload());
    reaction.react(new Message<>(type, payload, message.envelope()), outbox);
  }
}
