package dev.nautilus.hub.desk;

import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the hub keeps fresh by itself.
///
/// @param enabled false: only what is asked for or followed by somebody is fetched and streamed
/// @param symbols instruments whose quotes, minute bars, news and ticks are followed
/// @param economic economic series that are looked after
/// @param quotesEvery time between two looks at all quotes; shorter than they live, so that nobody
///   finds one expired, and long enough to leave something of a source's budget to requests
/// @param barsAfter wait after a minute's end, until vendors have its bar
/// @param newsEvery time between two looks at an instrument's news
/// @param economicEvery time between two looks at a series
/// @param silenceFor how long a quote that a vendor streams is taken for unchanged while the stream
///   says nothing about it; it is looked at a little before
/// @param compareEvery time between two questions to a second source for a watched quote, asked
///   only out of what is to spare; 0 for never
@ConfigurationProperties("nautilus.hub.watch")
record WatchProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue({
          "AAPL",
          "MSFT",
          "GOOG",
          "AMZN",
          "NVDA",
          "TSLA",
          "META",
          "JPM",
          "XOM",
          "SPY",
          "QQQ",
          "BABA",
          "EURUSD=X",
          "BTC-USD"
        })
        List<InstrumentId> symbols,
    @DefaultValue({
          "FRED:GDP",
          "FRED:CPIAUCSL",
          "FRED:UNRATE",
          "FRED:PAYEMS",
          "FRED:FEDFUNDS",
          "FRED:DGS2",
          "FRED:DGS10",
          "FRED:T10Y2Y",
          "FRED:M2SL",
          "FRED:VIXCLS"
        })
        List<InstrumentId> economic,
    @DefaultValue("1250ms") Duration quotesEvery,
    @DefaultValue("2s") Duration barsAfter,
    @DefaultValue("15m") Duration newsEvery,
    @DefaultValue("1h") Duration economicEvery,
    @DefaultValue("30s") Duration compareEvery,
    @DefaultValue("15s") Duration silenceFor) {

  public WatchProperties {
    symbols = List.copyOf(symbols);
    economic = List.copyOf(economic);
  }

  /// What the hub keeps fresh by itself, in this order; nothing when it is switched off.
  Set<Topic> topics() {
    Set<Topic> topics = new LinkedHashSet<>();
    if (enabled) {
      for (ServedType type : List.of(ServedType.QUOTE, ServedType.BAR, ServedType.NEWS)) {
        symbols.forEach(symbol -> topics.add(new Topic(type, symbol)));
      }
      symbols.forEach(symbol -> topics.add(new Topic(ServedType.TICK, symbol)));
      economic.forEach(series -> topics.add(new Topic(ServedType.ECONOMIC, series)));
    }
    return topics;
  }
}
