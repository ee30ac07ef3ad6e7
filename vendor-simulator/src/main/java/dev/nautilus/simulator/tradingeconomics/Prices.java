package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The last price of symbols, and the days of one. An unknown symbol has no row.
final class Prices {
  private static final DateTimeFormatter DAY_FIRST =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
  private static final int USUAL_DAYS = 365;

  private final Market market;
  private final int mostRows;

  Prices(Market market, int mostRows) {
    this.market = market;
    this.mostRows = mostRows;
  }

  ArrayNode latest(Request request, Instant now) {
    ArrayNode rows = JsonReply.object().arrayNode();
    for (String symbol : request.gap("symbols").split(",", -1)) {
      Optional<Instrument> instrument = Listing.find(market, symbol);
      if (instrument.isPresent() && rows.size() < mostRows) {
        row(rows.addObject(), instrument.get(), now);
      }
    }
    return rows;
  }

  private void row(ObjectNode row, Instrument instrument, Instant now) {
    Quote quote = market.quote(instrument, now);
    String stamp = Indicators.STAMP.format(LocalDateTime.ofInstant(quote.at(), ZoneOffset.UTC));
    row.put("Symbol", Listing.symbol(instrument));
    row.put("Ticker", Listing.ticker(instrument));
    row.put("Name", instrument.name());
    row.put("Country", Indicator.COUNTRY);
    row.put("Date", stamp);
    row.put("Type", Listing.type(instrument));
    row.put("decimals", 2.0);
    row.put("state", "OPEN      ");
    row.put("Last", quote.last());
    row.put("Close", quote.last());
    row.put("CloseDate", stamp.substring(0, 11) + "00:00:00");
    row.put("URL", "/" + Listing.symbol(instrument).toLowerCase(Locale.ROOT));
    row.put("Importance", 500);
    row.put("DailyChange", quote.change());
    row.put("DailyPercentualChange", quote.changeFraction() * 100);
    row.put("day_high", quote.session().high());
    row.put("day_low", quote.session().low());
    row.put("yesterday", quote.previousClose());
    row.put("ISIN", "                              ");
    row.put("frequency", "Daily, Intraday, Live Stream");
    row.put("LastUpdate", stamp);
  }

  /// Newest first, dated dd/MM/yyyy, without volumes.
  ArrayNode history(Request request, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate from =
        request.parameter("d1").map(LocalDate::parse).orElse(today.minusDays(USUAL_DAYS));
    LocalDate to = request.parameter("d2").map(LocalDate::parse).orElse(today);
    ArrayNode rows = JsonReply.object().arrayNode();
    Optional<Instrument> instrument = Listing.find(market, request.gap("symbol"));
    if (instrument.isEmpty()) {
      return rows;
    }
    List<Bar> bars = market.dailyBars(instrument.get(), from, to, now);
    for (Bar bar : bars.reversed()) {
      if (rows.size() < mostRows) {
        rows.addObject()
            .put("Symbol", Listing.symbol(instrument.get()))
            .put("Date", DAY_FIRST.format(LocalDate.ofInstant(bar.start(), ZoneOffset.UTC)))
            .put("Open", bar.open())
            .put("High", bar.high())
            .put("Low", bar.low())
            .put("Close", bar.close());
      }
    }
    return rows;
  }
}
