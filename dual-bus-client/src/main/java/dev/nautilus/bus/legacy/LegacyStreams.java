package dev.nautilus.bus.legacy;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.RequestType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which stream of main Redis a message takes, and which ones a reader joins.
///
/// | what | stream |
/// |---|---|
/// | on the express lane, requests, replies | `nautilus-express-streams` |
/// | PRICE_UPDATE | `nautilus-price-streams` |
/// | TRADE, TRADE_EXECUTION | `nautilus-trade-streams` |
/// | other types of the MarketData bus | `nautilus-marketdata-streams` |
/// | everything else, SUBSCRIPTION_REQUEST too | `nautilus-<source engine>-streams` |
public final class LegacyStreams {
  /// What must not wait behind a backlog, and what is asked and answered.
  public static final String EXPRESS = "nautilus-express-streams";

  /// Market data other than prices and trades.
  public static final String MARKET_DATA = "nautilus-marketdata-streams";

  /// PRICE_UPDATE.
  public static final String PRICES = "nautilus-price-streams";

  /// TRADE and TRADE_EXECUTION.
  public static final String TRADES = "nautilus-trade-streams";

  /// The engines whose streams a reader joins unless told of others: the thirteen and the hub.
  public static final List<EngineType> SOURCES =
      List.of(
          EngineType.ANALYTICS,
          EngineType.BACKTESTING,
          EngineType.RISK,
          EngineType.FACTOR,
          EngineType.ML,
          EngineType.FEATURES,
          EngineType.WEBSOCKET,
          EngineType.STRATEGY,
          EngineType.MARKETDATA,
          EngineType.PORTFOLIO,
          EngineType.COLLATERAL,
          EngineType.VPIN,
          EngineType.ENHANCED_VPIN,
          EngineType.HUB);

  private LegacyStreams() {}

  /// The stream of an engine.
  public static String of(EngineType source) {
    return "nautilus-" + source + "-streams";
  }

  /// The group an engine reads as.
  public static String group(EngineType reader) {
    return reader + "-group";
  }

  /// Every stream that there may be, given who publishes.
  public static Set<String> all(Collection<EngineType> sources) {
    Set<String> all = new LinkedHashSet<>(List.of(EXPRESS, MARKET_DATA, PRICES, TRADES));
    sources.forEach(source -> all.add(of(source)));
    return all;
  }

  /// The stream that a published message takes.
  public static String of(MessageType<?> type, EngineType source, Priority priority) {
    return type.lane(priority) == Lane.EXPRESS ? EXPRESS : usual(type, source);
  }

  private static String usual(MessageType<?> type, EngineType source) {
    if (!isMarketData(type)) {
      return of(source);
    }
    if (type.name().equals(MessageType.PRICE_UPDATE.name())) {
      return PRICES;
    }
    boolean trade =
        type.name().equals(MessageType.TRADE.name())
            || type.name().equals(MessageType.TRADE_EXECUTION.name());
    return trade ? TRADES : MARKET_DATA;
  }

  private static boolean isMarketData(MessageType<?> type) {
    return type.bus() == Bus.MARKET_DATA && type.family() != Family.REQUESTS;
  }

  /// The streams to join in order to miss nothing of a type.
  ///
  /// @param sources who may publish it
  public static Set<String> readBy(MessageType<?> type, Collection<EngineType> sources) {
    Set<String> streams = new LinkedHashSet<>();
    if (type.lanes().contains(Lane.EXPRESS) || type instanceof RequestType) {
      streams.add(EXPRESS);
    }
    if (!type.isExpress()) {
      sources.forEach(source -> streams.add(usual(type, source)));
    }
    return streams;
  }
}
