package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import dev.nautilus.simulator.market.TapeReader;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.StreamSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One client of the stream: the present price of what it subscribes to, then one frame for each
/// trade, and a sign of life now and then. There is no message that ends a subscription.
final class PriceStream implements StreamSession {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration LIFE = Duration.ofSeconds(5);

  private final Market market;
  private final TapeReader tape;
  private @Nullable Instant alive;

  PriceStream(Market market) {
    this.market = market;
    this.tape = new TapeReader(market);
  }

  @Override
  public List<String> received(String text, Instant now) {
    JsonNode message;
    try {
      message = MAPPER.readTree(text);
    } catch (JacksonException e) {
      return List.of();
    }
    List<String> frames = new ArrayList<>();
    if (message.path("topic").asString("").equals("subscribe")) {
      for (String symbol : message.path("to").asString("").split(",", -1)) {
        Optional<Instrument> instrument = Listing.find(market, symbol);
        if (instrument.isPresent() && tape.follow(instrument.get(), now)) {
          frames.add(frame(instrument.get(), market.quote(instrument.get(), now), now));
        }
      }
    }
    return frames;
  }

  @Override
  public List<String> due(Instant now) {
    List<String> frames = new ArrayList<>();
    for (TapeReader.Print print : tape.due(now)) {
      Instant at = print.trade().at();
      frames.add(frame(print.instrument(), market.quote(print.instrument(), at), at));
    }
    if (alive == null || !now.isBefore(alive.plus(LIFE))) {
      alive = now;
      frames.add("{\"topic\":\"keepalive\"}");
    }
    return frames;
  }

  private static String frame(Instrument instrument, Quote quote, Instant at) {
    ObjectNode frame = JsonReply.object();
    frame.put("s", Listing.symbol(instrument));
    frame.put("i", Listing.ticker(instrument));
    frame.put("pch", Math.round(quote.changeFraction() * 1e6) / 1e4);
    frame.put("nch", quote.change());
    frame.put("bid", quote.bid());
    frame.put("ask", quote.ask());
    frame.put("price", quote.last());
    frame.put("dt", at.toEpochMilli());
    frame.put("state", "open");
    frame.put("type", Listing.type(instrument));
    frame.put("dhigh", quote.session().high());
    frame.put("dlow", quote.session().low());
    frame.put("o", quote.session().open());
    frame.put("prev", quote.previousClose());
    frame.put("topic", Listing.ticker(instrument));
    return MAPPER.writeValueAsString(frame);
  }
}
