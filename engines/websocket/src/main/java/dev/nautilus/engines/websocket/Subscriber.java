package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.Lane;
import dev.nautilus.engines.websocket.method.Update;
import java.util.Set;

/// One subscription of one session: which keys it wants, and where they go.
///
/// @param symbols empty for all
/// @param details empty for all
record Subscriber(Session session, Lane lane, Set<String> symbols, Set<String> details) {
  Subscriber {
    symbols = Set.copyOf(symbols);
    details = Set.copyOf(details);
  }

  boolean wants(TopicKey key) {
    return (symbols.isEmpty() || symbols.contains(key.symbol()))
        && (details.isEmpty() || details.contains(key.detail()));
  }

  /// Whether another one asks for the same.
  boolean isLike(Subscriber other) {
    return session == other.session
        && lane.settings().equals(other.lane.settings())
        && symbols.equals(other.symbols)
        && details.equals(other.details);
  }

  void offer(Update update) {
    session.offer(lane, update);
  }
}
