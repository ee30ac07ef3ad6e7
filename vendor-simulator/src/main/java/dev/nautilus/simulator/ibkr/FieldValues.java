package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/// Market data fields by their numbers, written as the gateway does: text with commas, the bid's
/// size in 88 and the ask's in 85, the volume rounded for the eye and once in full.
final class FieldValues {
  private static final int DAYS_OF_AVERAGE = 90;

  private final Market market;
  private final CompanyBook companies;

  FieldValues(Market market, CompanyBook companies) {
    this.market = market;
    this.companies = companies;
  }

  /// The fields asked for, as far as the instrument has them.
  Map<String, JsonNode> of(Instrument instrument, List<String> fields, Instant now) {
    Quote quote = market.quote(instrument, now);
    Map<String, JsonNode> values = new TreeMap<>();
    for (String field : fields) {
      put(values, field, instrument, quote, now);
    }
    values.put("6509", text("RpB"));
    return values;
  }

  private void put(
      Map<String, JsonNode> values, String field, Instrument instrument, Quote quote, Instant now) {
    switch (field) {
      case "84", "85", "86", "88" -> putSide(values, field, instrument, quote);
      case "87", "7059", "7762" -> putVolume(values, field, instrument, quote);
      case "7280", "7281", "7282", "7293", "7294" -> putCompany(values, field, instrument, now);
      case "31" -> values.put(field, price(instrument, quote.last()));
      case "55" -> values.put(field, text(Contracts.symbol(instrument)));
      case "70" -> values.put(field, price(instrument, quote.session().high()));
      case "71" -> values.put(field, price(instrument, quote.session().low()));
      case "82" -> values.put(field, text(String.format(Locale.ROOT, "%+.2f", quote.change())));
      case "83" -> {
        double percent = Math.round(1e4 * quote.changeFraction()) / 1e2;
        values.put(field, DoubleNode.valueOf(percent));
      }
      case "7051" -> values.put(field, text(Contracts.name(instrument)));
      case "7295" -> values.put(field, price(instrument, quote.session().open()));
      case "7296", "7741" -> values.put(field, price(instrument, quote.previousClose()));
      default -> {
        // The gateway passes over what it does not know.
      }
    }
  }

  private static void putSide(
      Map<String, JsonNode> values, String field, Instrument instrument, Quote quote) {
    if (!instrument.hasQuotes()) {
      return;
    }
    boolean sized = instrument.hasVolume();
    switch (field) {
      case "84" -> values.put(field, price(instrument, quote.bid()));
      case "86" -> values.put(field, price(instrument, quote.ask()));
      case "85" -> values.put(field, sized ? whole(quote.askSize()) : text(""));
      default -> values.put(field, sized ? whole(quote.bidSize()) : text(""));
    }
  }

  private static void putVolume(
      Map<String, JsonNode> values, String field, Instrument instrument, Quote quote) {
    if (!instrument.hasVolume()) {
      return;
    }
    long volume = quote.session().volume();
    switch (field) {
      case "87" -> {
        values.put(field, text(rounded(volume)));
        values.put("87_raw", LongNode.valueOf(volume));
      }
      case "7762" -> values.put(field, text(Long.toString(volume)));
      default -> {
        if (quote.lastSize() > 0) {
          values.put(field, whole(quote.lastSize()));
        }
      }
    }
  }

  private void putCompany(
      Map<String, JsonNode> values, String field, Instrument instrument, Instant now) {
    switch (field) {
      case "7280" -> industry(instrument, values, field, true);
      case "7281" -> industry(instrument, values, field, false);
      case "7282" -> {
        if (instrument.hasVolume()) {
          double mean =
              year(instrument, now, DAYS_OF_AVERAGE).stream()
                  .mapToLong(Bar::volume)
                  .average()
                  .orElse(0);
          values.put(field, text(rounded((long) mean)));
        }
      }
      case "7293" -> {
        double high =
            year(instrument, now, 365).stream().mapToDouble(Bar::high).max().orElseThrow();
        values.put(field, price(instrument, high));
      }
      default -> {
        double low = year(instrument, now, 365).stream().mapToDouble(Bar::low).min().orElseThrow();
        values.put(field, price(instrument, low));
      }
    }
  }

  private void industry(
      Instrument instrument, Map<String, JsonNode> values, String field, boolean broad) {
    companies
        .find(instrument.symbol())
        .map(company -> broad ? company.sector() : company.industry())
        .filter(words -> !words.isEmpty())
        .ifPresent(words -> values.put(field, text(words)));
  }

  private List<Bar> year(Instrument instrument, Instant now, int days) {
    LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
    return market.dailyBars(instrument, yesterday.minusDays(days), yesterday, now);
  }

  static JsonNode price(Instrument instrument, double price) {
    int decimals = Integer.toString(instrument.ticksPerUnit()).length() - 1;
    return text(String.format(Locale.ROOT, "%,." + decimals + "f", price));
  }

  static JsonNode whole(long size) {
    return text(String.format(Locale.ROOT, "%,d", size));
  }

  private static JsonNode text(String value) {
    return StringNode.valueOf(value);
  }

  private static String rounded(long volume) {
    if (volume >= 1_000_000) {
      return String.format(Locale.ROOT, "%.1fM", volume / 1e6);
    }
    return volume >= 10_000
        ? String.format(Locale.ROOT, "%.1fK", volume / 1e3)
        : Long.toString(volume);
  }
}
