package dev.nautilus.hub.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The newest of each state that the hub has published, under the version it had: what whoever was
/// there from the start knows. The desk's shelf is not that: it lets a quote go after seconds.
///
/// Bounded: of more keys than it may hold the least used are forgotten. Any thread.
final class PublishedStates {
  /// The states that vendors speak of.
  static final List<MessageType<? extends MarketDatum>> TYPES =
      List.of(
          MessageType.QUOTE, MessageType.LEVEL2, MessageType.FUNDAMENTAL, MessageType.SENTIMENT);

  private final Map<MessageType<?>, Cache<String, MarketDatum>> byType;

  /// @param mostKeys most keys of each type
  PublishedStates(long mostKeys) {
    byType =
        Map.of(
            MessageType.QUOTE, cache(mostKeys),
            MessageType.LEVEL2, cache(mostKeys),
            MessageType.FUNDAMENTAL, cache(mostKeys),
            MessageType.SENTIMENT, cache(mostKeys));
  }

  private static Cache<String, MarketDatum> cache(long most) {
    return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /// Takes what is about to be published; what is no state, or older than what is known, is left.
  void note(MarketDatum datum) {
    switch (datum) {
      case Quote quote -> note(MessageType.QUOTE, quote);
      case Level2 book -> note(MessageType.LEVEL2, book);
      case Fundamental figures -> note(MessageType.FUNDAMENTAL, figures);
      case Sentiment sentiment -> note(MessageType.SENTIMENT, sentiment);
      default -> {}
    }
  }

  private <P extends MarketDatum> void note(MessageType<P> type, P datum) {
    of(type).merge(type.conflationKeyOf(datum), datum, PublishedStates::newer);
  }

  private static MarketDatum newer(MarketDatum known, MarketDatum other) {
    return other.provenance().version() >= known.provenance().version() ? other : known;
  }

  /// The newest of each key.
  <P extends MarketDatum> List<P> of(MessageType<P> type, Class<P> payload) {
    return of(type).values().stream().map(payload::cast).toList();
  }

  /// The newest of each key of every type.
  List<MarketDatum> all() {
    List<MarketDatum> all = new ArrayList<>();
    byType.values().forEach(cache -> all.addAll(cache.asMap().values()));
    return all;
  }

  private Map<String, MarketDatum> of(MessageType<?> type) {
    Cache<String, MarketDatum> cache = byType.get(type);
    if (cache == null) {
      throw new IllegalArgumentException("type must be one of " + TYPES + ", was " + type);
    }
    return cache.asMap();
  }
}
