package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engines.websocket.method.Documents;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/// The way of a message type into a channel.
///
/// @param type what is heard
/// @param channel name of the channel
/// @param key what the message is about
/// @param taken which messages go there
/// @param ends which messages say that their key has no value any more
/// @param version what the hub numbered it with, by type and instrument; 0 for what has no such
///   number
/// @param document what sessions see
/// @param <P> payload class
record Route<P>(
    MessageType<P> type,
    String channel,
    Function<P, TopicKey> key,
    Predicate<P> taken,
    Predicate<P> ends,
    ToLongFunction<P> version,
    Function<P, JsonNode> document) {

  /// Everything of a type, as it is on the bus.
  static <P> Route<P> of(MessageType<P> type, String channel, Function<P, TopicKey> key) {
    return new Route<>(type, channel, key, each -> true, each -> false, each -> 0, Documents::of);
  }

  /// The same of those messages only.
  Route<P> when(Predicate<P> only) {
    return new Route<>(type, channel, key, only, ends, version, document);
  }

  /// The same, and these messages end their key.
  Route<P> endingWhen(Predicate<P> end) {
    return new Route<>(type, channel, key, taken, end, version, document);
  }

  /// The same, and a value with a lower number than the one before is an old one.
  Route<P> versioned(ToLongFunction<P> number) {
    return new Route<>(type, channel, key, taken, ends, number, document);
  }

  /// The same without a member that no browser can use.
  Route<P> without(String member) {
    return new Route<>(
        type, channel, key, taken, ends, version, each -> Trimmed.of(document.apply(each), member));
  }
}
