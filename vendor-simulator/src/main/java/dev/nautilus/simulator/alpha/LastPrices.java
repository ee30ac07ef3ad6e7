package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The latest price of a share, of a pair, or of many shares at once.
final class LastPrices {
  private static final int MOST_AT_ONCE = 100;

  private final Market market;
  private final Listing listing;
  private final Plan plan;

  LastPrices(Market market, Listing listing, Plan plan) {
    this.market = market;
    this.listing = listing;
    this.plan = plan;
  }

  /// An unknown symbol has an empty quote.
  Reply global(Request request, Instant now) {
    ObjectNode body = JsonReply.object();
    ObjectNode row = body.putObject("Global Quote");
    listing
        .share(request.parameter("symbol", ""))
        .ifPresent(
            instrument -> {
              Quote quote = market.quote(instrument, now);
              row.put("01. symbol", Listing.ticker(instrument));
              row.put("02. open", Stamps.number(quote.session().open(), 4));
              row.put("03. high", Stamps.number(quote.session().high(), 4));
              row.put("04. low", Stamps.number(quote.session().low(), 4));
              row.put("05. price", Stamps.number(quote.last(), 4));
              row.put("06. volume", Long.toString(quote.session().volume()));
              row.put(
                  "07. latest trading day", LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
              row.put("08. previous close", Stamps.number(quote.previousClose(), 4));
              row.put("09. change", Stamps.number(quote.change(), 4));
              row.put("10. change percent", Stamps.number(quote.changeFraction() * 100, 4) + "%");
            });
    return JsonReply.of(200, body);
  }

  Reply rate(Request request, Instant now) {
    String from = request.parameter("from_currency", "");
    String to = request.parameter("to_currency", "");
    Optional<Instrument> pair = listing.pair(from, to);
    if (pair.isEmpty()) {
      return Notices.invalidCall("CURRENCY_EXCHANGE_RATE");
    }
    Quote quote = market.quote(pair.get(), now);
    ObjectNode body = JsonReply.object();
    ObjectNode row = body.putObject("Realtime Currency Exchange Rate");
    row.put("1. From_Currency Code", Listing.codes(pair.get()).getFirst());
    row.put("2. From_Currency Name", Listing.codes(pair.get()).getFirst());
    row.put("3. To_Currency Code", Listing.codes(pair.get()).getLast());
    row.put("4. To_Currency Name", Listing.codes(pair.get()).getLast());
    row.put("5. Exchange Rate", Stamps.number(quote.last(), 8));
    row.put("6. Last Refreshed", Stamps.seconds(quote.at(), ZoneOffset.UTC));
    row.put("7. Time Zone", "UTC");
    row.put("8. Bid Price", quote.bid() == 0 ? "-" : Stamps.number(quote.bid(), 8));
    row.put("9. Ask Price", quote.ask() == 0 ? "-" : Stamps.number(quote.ask(), 8));
    return JsonReply.of(200, body);
  }

  /// Without a premium plan the rows are made up, under the very names of real ones.
  Reply bulk(Request request, Instant now) {
    String[] symbols = request.parameter("symbol", "").split(",", -1);
    ObjectNode body = JsonReply.object().put("endpoint", "Realtime Bulk Quotes");
    if (!plan.premium()) {
      body.put(
          "message",
          "This is a premium endpoint. ***THE SAMPLE DATA SCHEMA BELOW IS ARTIFICIAL AND FOR"
              + " ILLUSTRATION PURPOSES ONLY***. To access the actual data, please subscribe to any"
              + " premium plan.");
    }
    ArrayNode rows = body.putArray("data");
    for (int i = 0; i < Math.min(symbols.length, MOST_AT_ONCE); i++) {
      Optional<Instrument> instrument = listing.share(symbols[i]);
      if (instrument.isPresent()) {
        bulkRow(rows.addObject(), instrument.get(), now);
      }
    }
    return JsonReply.of(200, body);
  }

  private void bulkRow(ObjectNode row, Instrument instrument, Instant now) {
    Quote quote = market.quote(instrument, now);
    double made = plan.premium() ? 1 : 0.5;
    row.put("symbol", Listing.ticker(instrument));
    row.put("timestamp", Stamps.seconds(quote.at(), Stamps.EASTERN) + ".000");
    row.put("open", Stamps.number(made * quote.session().open(), 4));
    row.put("high", Stamps.number(made * quote.session().high(), 4));
    row.put("low", Stamps.number(made * quote.session().low(), 4));
    row.put("close", Stamps.number(made * quote.last(), 4));
    row.put("volume", Long.toString(quote.session().volume()));
    row.put("previous_close", Stamps.number(made * quote.previousClose(), 4));
    row.put("change", Stamps.number(made * quote.change(), 4));
    row.put("change_percent", Stamps.number(quote.changeFraction() * 100, 4));
    row.put("extended_hours_quote", "");
    row.put("extended_hours_change", "");
    row.put("extended_hours_change_percent", "");
  }
}
