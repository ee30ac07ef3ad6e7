package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Trade;
import dev.nautilus.simulator.vendor.StreamSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One client of the pricing stream: gets a frame for the present state when it subscribes to a
/// symbol, then one for each trade. Clients repeat their subscription every few seconds; that
/// changes nothing. Unknown symbols and messages that make no sense are passed over in silence, as
/// Yahoo does.
final class Streamer implements StreamSession {
  /// After a pause longer than this the client gets only the latest trades, not all it missed.
  private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(10);

  private final Market market;
  private final Map<String, Instrument> subscribed = new LinkedHashMap<>();

  /// By symbol, so that no trade from before a subscription follows its first frame.
  private final Map<String, Instant> toldUntil = new HashMap<>();

  Streamer(Market market) {
    this.market = market;
  }

  @Override
  public List<String> received(String text, Instant now) {
    JsonNode message;
    try {
      message = YahooJson.read(text);
    } catch (JacksonException e) {
      return List.of();
    }
    for (JsonNode symbol : message.path("unsubscribe")) {
      subscribed.remove(symbol.asString(""));
    }
    List<String> frames = new ArrayList<>();
    for (JsonNode symbol : message.path("subscribe")) {
      market
          .find(symbol.asString(""))
          .filter(instrument -> subscribed.put(instrument.symbol(), instrument) == null)
          .ifPresent(
              instrument -> {
                var quote = market.quote(instrument, now);
                frames.add(PricingFrame.of(instrument, quote, quote.at()));
                toldUntil.put(instrument.symbol(), now);
              });
    }
    return frames;
  }

  @Override
  public List<String> due(Instant now) {
    Instant earliest = now.minus(LONGEST_CATCH_UP);
    List<String> frames = new ArrayList<>();
    for (Instrument instrument : subscribed.values()) {
      Instant told = toldUntil.getOrDefault(instrument.symbol(), now);
      if (now.isAfter(told)) {
        Instant after = told.isBefore(earliest) ? earliest : told;
        for (Trade trade : market.trades(instrument, after, now)) {
          frames.add(PricingFrame.of(instrument, market.quote(instrument, trade.at()), trade.at()));
        }
        toldUntil.put(instrument.symbol(), now);
      }
    }
    return frames;
  }
}
