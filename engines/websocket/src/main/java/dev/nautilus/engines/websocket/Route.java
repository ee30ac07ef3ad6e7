package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engines.websocket.method.Documents;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The way of a message type into a channel.
///
/// @param type what is heard
/// @param channel name of the channel
/// @param key what the message is about
/// @param taken which messages go there
/// @param ends which messages say that their key has no value any more
/// @param document what sessions see
/// @param <P> payload class
record Route<P>(
    MessageType<P> type,
    String channel,
    Function<P, TopicKey> key,
    Predicate<P> taken,
    Predicate<P> ends,
    Function<P, JsonNode> document) {

  /// Everything of a type, as it is on the bus.
  static <P> Route<P> of(MessageType<P> type, String channel, Function<P, TopicKey> key) {
    return new Route<>(type, channel, key, each -> true, each -> false, Documents::of);
  }

  /// The same of those messages only.
  Route<P> when(Predicate<P> only) {
    return new Route<>(type, channel, key, only, ends, document);
  }

  /// The same, and these messages end their key.
  Route<P> endingWhen(Predicate<P> end) {
    return new Route<>(type, channel, key, taken, end, document);
  }

  /// The same without a member that no browser can use.
  Route<P> without(String member) {
    return new Route<>(
        type, channel, key, taken, ends, each -> Trimmed.of(document.apply(each), member));
  }
}
