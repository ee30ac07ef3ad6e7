package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Dividend;
import dev.nautilus.simulator.company.Split;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Instrument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Dividends, splits and earnings of a chart, and the closes adjusted for dividends.
final class ChartEvents {
  private final CompanyBook companies;

  ChartEvents(CompanyBook companies) {
    this.companies = companies;
  }

  /// Events are keyed by epoch second and left out when there are none.
  void put(ObjectNode result, Instrument instrument, ChartQuery query, List<Bar> bars) {
    LocalDate first = day(query.from());
    LocalDate last = day(bars.getLast().start());
    ObjectNode events = YahooJson.object();
    if (query.events().contains("div")) {
      ObjectNode all = YahooJson.object();
      for (Dividend dividend : companies.dividends(instrument.symbol(), first, last)) {
        long at = epoch(dividend.exDate());
        all.putObject(Long.toString(at)).put("amount", dividend.amount()).put("date", at);
      }
      setUnlessEmpty(events, "dividends", all);
    }
    if (query.events().contains("split")) {
      ObjectNode all = YahooJson.object();
      for (Split split : companies.splits(instrument.symbol(), first, last)) {
        long at = epoch(split.date());
        ObjectNode node = all.putObject(Long.toString(at)).put("date", at);
        node.put("numerator", split.numerator()).put("denominator", split.denominator());
        node.put("splitRatio", split.numerator() + ":" + split.denominator());
      }
      setUnlessEmpty(events, "splits", all);
    }
    if (query.events().contains("earn")) {
      ObjectNode all = YahooJson.object();
      companies.quarters(instrument.symbol(), first.minusMonths(2), last, last).stream()
          .filter(statement -> !statement.published().isBefore(first))
          .forEach(
              statement -> {
                long at = epoch(statement.published());
                all.putObject(Long.toString(at)).put("date", at);
              });
      setUnlessEmpty(events, "earnings", all);
    }
    setUnlessEmpty(result, "events", events);
  }

  /// Each close times the share of value that later dividends left in the price.
  double[] adjustedCloses(Instrument instrument, List<Bar> bars) {
    double[] adjusted = new double[bars.size()];
    List<Dividend> dividends =
        companies.dividends(
            instrument.symbol(), day(bars.getFirst().start()), day(bars.getLast().start()));
    int next = dividends.size() - 1;
    double factor = 1;
    for (int i = bars.size() - 1; i >= 0; i--) {
      Bar bar = bars.get(i);
      adjusted[i] = bar.close() * factor;
      while (next >= 0 && !dividends.get(next).exDate().isBefore(day(bar.start()))) {
        double before = i > 0 ? bars.get(i - 1).close() : bar.close();
        factor *= 1 - dividends.get(next).amount() / before;
        next--;
      }
    }
    return adjusted;
  }

  private static void setUnlessEmpty(ObjectNode parent, String name, ObjectNode child) {
    if (!child.isEmpty()) {
      parent.set(name, child);
    }
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static long epoch(LocalDate date) {
    return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }
}
