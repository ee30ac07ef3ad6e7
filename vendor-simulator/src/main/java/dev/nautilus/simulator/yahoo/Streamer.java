package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.TapeReader;
import dev.nautilus.simulator.vendor.StreamSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One client of the pricing stream: gets a frame for the present state when it subscribes to a
/// symbol, then one for each trade. Clients repeat their subscription every few seconds; that
/// changes nothing. Unknown symbols and messages that make no sense are passed over in silence, as
/// Yahoo does.
final class Streamer implements StreamSession {
  private final Market market;
  private final TapeReader tape;

  Streamer(Market market) {
    this.market = market;
    this.tape = new TapeReader(market);
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
      tape.unfollow(symbol.asString(""));
    }
    List<String> frames = new ArrayList<>();
    for (JsonNode symbol : message.path("subscribe")) {
      market
          .find(symbol.asString(""))
          .filter(instrument -> tape.follow(instrument, now))
          .ifPresent(
              instrument -> {
                var quote = market.quote(instrument, now);
                frames.add(PricingFrame.of(instrument, quote, quote.at()));
              });
    }
    return frames;
  }

  @Override
  public List<String> due(Instant now) {
    List<String> frames = new ArrayList<>();
    for (TapeReader.Print print : tape.due(now)) {
      Instant at = print.trade().at();
      frames.add(PricingFrame.of(print.instrument(), market.quote(print.instrument(), at), at));
    }
    return frames;
  }
}
