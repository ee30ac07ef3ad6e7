package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Tells from the path which reader an answer is for, and from its gaps what was asked.
public final class TradingEconomicsSampleReader implements SampleReader {

  @Override
  public String source() {
    return TradingEconomicsConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    return SampleOutcome.of(outcome(sample));
  }

  private static Outcome<List<MarketDatum>> outcome(VendorSample sample) {
    Receipt receipt = new Receipt(TradingEconomicsConnection.SOURCE, sample.receivedAt(), false);
    String[] path = sample.url().getPath().split("/", -1);
    if (sample.method().equals("WS")) {
      return StreamDialect.read(sample.answer(), symbols("AAPL:US,UKX:IND,EURUSD:CUR"), receipt);
    }
    return switch (path[1]) {
      case "historical" -> {
        Topic.History topic = new Topic.History(path[3], path[5], "");
        yield SeriesRow.data(sample.answer(), topic, series(path[3], path[5]), receipt);
      }
      case "forecast" ->
          ForecastRows.read(
              sample.answer(),
              new Topic.Forecast(path[3], path[5]),
              InstrumentId.of("TE:forecast/" + part(path[3]) + "/" + part(path[5])),
              receipt);
      case "calendar" ->
          Release.read(sample.answer())
              .then(
                  releases -> {
                    List<MarketDatum> data = List.copyOf(Release.series(releases, receipt));
                    return data.isEmpty()
                        ? Outcome.bad(Refusal.NO_DATA, "nothing but holidays")
                        : Outcome.good(data);
                  });
      case "markets" ->
          path[2].equals("symbol")
              ? MarketRows.quotes(sample.answer(), symbols(path[3]), receipt)
              : days(sample, path[3].toUpperCase(Locale.ROOT), receipt);
      default -> Outcome.bad(Refusal.NOT_SERVED, "no type of ours is at " + path[1]);
    };
  }

  private static Outcome<List<MarketDatum>> days(
      VendorSample sample, String symbol, Receipt receipt) {
    return MarketRows.days(sample.answer(), symbol)
        .then(
            days ->
                Outcome.good(
                    days.stream()
                        .<MarketDatum>map(
                            day -> day.bar(InstrumentId.of(symbol), BarSpec.DAY, receipt))
                        .toList()));
  }

  private static Map<String, InstrumentId> symbols(String list) {
    Map<String, InstrumentId> symbols = new LinkedHashMap<>();
    Stream.of(list.toUpperCase(Locale.ROOT).split(","))
        .forEach(symbol -> symbols.put(symbol, InstrumentId.of(symbol)));
    return symbols;
  }

  private static InstrumentId series(String country, String indicator) {
    return InstrumentId.of("TE:" + part(country) + "/" + part(indicator));
  }

  private static String part(String words) {
    return words.replace(' ', '_');
  }
}
