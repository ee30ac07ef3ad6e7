package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v7/finance/options/{symbol}`: four monthly expiries of shares and funds, priced by
/// [BlackScholes] at one volatility.
final class Options {
  private static final int EXPIRIES = 4;
  private static final int STRIKES_EACH_SIDE = 7;
  private static final double STEP = 0.025;
  private static final DateTimeFormatter YYMMDD =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private final Market market;
  private final QuoteRow row;
  private final Draws interest;

  Options(Market market, QuoteRow row) {
    this.market = market;
    this.row = row;
    this.interest = Draws.seeded(market.seed()).of("yahoo options");
  }

  Reply answer(Request request, Instant now) {
    ObjectNode inner = YahooJson.object();
    ArrayNode result = inner.putArray("result");
    Optional<Instrument> instrument =
        market.find(request.gap("symbol")).filter(Options::hasOptions);
    if (instrument.isPresent()) {
      List<LocalDate> expiries = expiries(LocalDate.ofInstant(now, ZoneOffset.UTC));
      // An unknown date gets the nearest expiry, as from Yahoo itself.
      LocalDate expiry =
          expiries.stream()
              .filter(date -> request.parameter("date", "").equals("" + ShareFigures.epoch(date)))
              .findFirst()
              .orElse(expiries.getFirst());
      put(result.addObject(), instrument.get(), expiries, expiry, now);
    }
    return YahooJson.result("optionChain", inner);
  }

  private void put(
      ObjectNode chain,
      Instrument instrument,
      List<LocalDate> expiries,
      LocalDate expiry,
      Instant now) {
    double spot = market.quote(instrument, now).last();
    List<Double> strikes = strikes(market.quote(instrument, midnight(now)).last());
    chain.put("underlyingSymbol", instrument.symbol());
    ArrayNode dates = chain.putArray("expirationDates");
    expiries.forEach(date -> dates.add(ShareFigures.epoch(date)));
    strikes.forEach(chain.putArray("strikes")::add);
    chain.put("hasMiniOptions", false);
    chain.set("quote", row.of(instrument, now));
    ObjectNode options = chain.putArray("options").addObject();
    options.put("expirationDate", ShareFigures.epoch(expiry)).put("hasMiniOptions", false);
    ArrayNode calls = options.putArray("calls");
    ArrayNode puts = options.putArray("puts");
    for (double strike : strikes) {
      putContract(calls.addObject(), new Contract(instrument, expiry, strike, true), spot, now);
      putContract(puts.addObject(), new Contract(instrument, expiry, strike, false), spot, now);
    }
  }

  /// One option; its symbol is underlying, expiry, side and strike in thousandths.
  private record Contract(Instrument instrument, LocalDate expiry, double strike, boolean call) {
    String symbol() {
      String root = instrument.symbol().replace(".", "");
      long thousandths = Math.round(strike * 1000);
      return root + YYMMDD.format(expiry) + (call ? "C" : "P") + "%08d".formatted(thousandths);
    }

    double price(double spot, double years, double volatility) {
      double call = BlackScholes.call(spot, strike, years, volatility);
      return this.call ? call : call - spot + strike;
    }
  }

  private void putContract(ObjectNode node, Contract contract, double spot, Instant now) {
    double volatility = 0.16 + contract.instrument.ownVolatility();
    double seconds = ShareFigures.epoch(contract.expiry) - (double) now.getEpochSecond();
    double years = Math.max(seconds, 3600) / (365.0 * 86_400);
    double price = Math.max(0.01, contract.price(spot, years, volatility));
    Draws own = interest.of(contract.symbol());
    node.put("contractSymbol", contract.symbol()).put("strike", contract.strike);
    node.put("currency", contract.instrument.currency());
    node.put("lastPrice", cents(price)).put("change", 0).put("percentChange", 0);
    node.put("volume", own.below(2_000, 0)).put("openInterest", own.below(20_000, 1));
    node.put("bid", cents(price * 0.99)).put("ask", cents(price * 1.01));
    node.put("contractSize", "REGULAR");
    node.put("expiration", ShareFigures.epoch(contract.expiry));
    node.put("lastTradeDate", now.getEpochSecond() - own.below(3_600, 2));
    node.put("impliedVolatility", volatility);
    node.put("inTheMoney", contract.call == spot > contract.strike);
  }

  private static boolean hasOptions(Instrument instrument) {
    return instrument.kind() == Instrument.Kind.SHARE || instrument.kind() == Instrument.Kind.FUND;
  }

  private static List<LocalDate> expiries(LocalDate today) {
    List<LocalDate> expiries = new ArrayList<>();
    YearMonth month = YearMonth.from(today);
    while (expiries.size() < EXPIRIES) {
      LocalDate third =
          month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
      if (third.isAfter(today)) {
        expiries.add(third);
      }
      month = month.plusMonths(1);
    }
    return expiries;
  }

  /// Around the day's first price, so that the strikes stay put within a day.
  private static List<Double> strikes(double open) {
    double step = Math.max(0.5, Math.round(open * STEP * 2) / 2.0);
    double middle = Math.round(open / step) * step;
    List<Double> strikes = new ArrayList<>();
    for (int i = -STRIKES_EACH_SIDE; i <= STRIKES_EACH_SIDE; i++) {
      if (middle + i * step > 0) {
        strikes.add(middle + i * step);
      }
    }
    return strikes;
  }

  private static Instant midnight(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static double cents(double price) {
    return Math.round(price * 100) / 100.0;
  }
}
