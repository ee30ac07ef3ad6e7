package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One path serves everything: the function in the URL tells which reader an answer is for.
public final class AlphaSampleReader implements SampleReader {

  @Override
  public String source() {
    return AlphaConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    return SampleOutcome.of(outcome(sample));
  }

  private static Outcome<List<MarketDatum>> outcome(VendorSample sample) {
    Receipt receipt = new Receipt(AlphaConnection.SOURCE, sample.receivedAt(), false);
    String function = sample.parameter("function");
    Optional<SeriesInterval> interval =
        SeriesInterval.ofWire(function, sample.parameter("interval"));
    if (interval.isPresent()) {
      InstrumentId instrument = instrument(sample);
      AlphaSymbol symbol = AlphaSymbol.of(instrument).orElseThrow();
      SeriesCall call = new SeriesCall(instrument, symbol, interval.get(), null, false);
      return SeriesBars.read(sample.answer(), call, receipt);
    }
    return switch (function) {
      case "GLOBAL_QUOTE" -> LastQuotes.global(sample.answer(), instrument(sample), receipt);
      case "CURRENCY_EXCHANGE_RATE" ->
          LastQuotes.rate(sample.answer(), instrument(sample), receipt);
      case "REALTIME_BULK_QUOTES" ->
          LastQuotes.bulk(sample.answer(), tickers(sample.parameter("symbol")), receipt);
      case "NEWS_SENTIMENT" -> articles(sample, receipt);
      case "OVERVIEW",
          "ETF_PROFILE",
          "INCOME_STATEMENT",
          "BALANCE_SHEET",
          "CASH_FLOW",
          "EARNINGS" ->
          CompanyReports.read(function, sample.answer(), instrument(sample), receipt);
      case "DIVIDENDS" ->
          ShareActions.read(
              CorporateAction.Kind.DIVIDEND, sample.answer(), instrument(sample), receipt);
      case "SPLITS" ->
          ShareActions.read(
              CorporateAction.Kind.SPLIT, sample.answer(), instrument(sample), receipt);
      default -> economic(function, sample, receipt);
    };
  }

  private static Outcome<List<MarketDatum>> economic(
      String function, VendorSample sample, Receipt receipt) {
    InstrumentId instrument = InstrumentId.of(EconomicFunction.PREFIX + function);
    return EconomicFunction.choice(instrument).isEmpty()
        ? Outcome.bad(Refusal.NOT_SERVED, "no type of ours is in " + function)
        : EconomicTable.read(sample.answer(), instrument, receipt)
            .then(series -> Outcome.good(List.<MarketDatum>of(series)));
  }

  private static Outcome<List<MarketDatum>> articles(VendorSample sample, Receipt receipt) {
    InstrumentId instrument = InstrumentId.of(sample.parameter("tickers"));
    return ArticleFeed.read(
            sample.answer(), instrument, new AlphaSymbol.Share(instrument.value()), receipt)
        .then(
            feed -> {
              List<MarketDatum> data = new ArrayList<>(feed.news());
              feed.sentiment().ifPresent(data::add);
              return Outcome.good(data);
            });
  }

  private static InstrumentId instrument(VendorSample sample) {
    String from = sample.parameter("from_currency") + sample.parameter("from_symbol");
    String to = sample.parameter("to_currency") + sample.parameter("to_symbol");
    if (!from.isEmpty()) {
      return InstrumentId.of(from + to + "=X");
    }
    String market = sample.parameter("market");
    String symbol = sample.parameter("symbol");
    return InstrumentId.of(market.isEmpty() ? symbol : symbol + "-" + market);
  }

  private static Map<String, InstrumentId> tickers(String symbols) {
    Map<String, InstrumentId> tickers = new LinkedHashMap<>();
    Stream.of(symbols.split(",")).forEach(s -> tickers.put(s, InstrumentId.of(s)));
    return tickers;
  }
}
