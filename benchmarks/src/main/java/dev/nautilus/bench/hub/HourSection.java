package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.HubProcess;
import dev.nautilus.bench.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Thirteen engines and a hub between them and eight vendors, beside twelve engines without one.
final class HourSection {
  /// Questions of each engine without a hub, and as many before, until it knows its instruments.
  private static final int DIRECT_QUESTIONS = 15;

  /// The hub's own engine would not be without it.
  private static final String HUBS_OWN = "marketdata";

  private static final int DIRECT_CONNECTIONS = 96;
  private static final int HUB_CONNECTIONS = 8;
  private static final double LEAST_HITS = 0.95;
  private static final double LEAST_CUT = 0.99;
  private static final double MOST_MEAN = 5;
  private static final double MOST_P99 = 8;

  private HourSection() {}

  /// The engines without a hub.
  ///
  /// @param callsPerQuestion that reached a vendor
  /// @param connections most open at a time
  private record Direct(double callsPerQuestion, int connections) {}

  static List<Figure> figures(HubBench.Options options) {
    Direct direct = direct(options);
    List<Figure> figures = new ArrayList<>();
    try (SimulatedMarket market = new SimulatedMarket(true);
        RedisServer marketData = RedisServer.start(false);
        RedisServer engineLogic = RedisServer.start(true)) {
      List<String> arguments = new ArrayList<>(market.hubArguments());
      arguments.add("--nautilus.bus.market-data-url=redis://127.0.0.1:" + marketData.port());
      arguments.add("--nautilus.bus.engine-logic-url=redis://127.0.0.1:" + engineLogic.port());
      arguments.add("--nautilus.hub.bridge.enabled=false");
      try (HubProcess hub = HubProcess.start("dev.nautilus.hub.HubApplication", arguments);
          TradingHour hour =
              new TradingHour(TradingMix.read(market.ownSymbols()), hub, marketData, engineLogic)) {
        hour.warmUp(options.rate(), options.seed());
        long before = market.calls();
        TradingHour.Result result = hour.play(options);
        figures.addAll(figures(result, direct, market.calls() - before));
        figures.add(Figure.aside("slower than 8 ms, by type", result.slow().toString()));
        figures.add(connections(market, direct));
        figures.add(
            Figure.aside("WebSockets, one for each vendor that streams", "" + market.streams()));
        figures.add(Figure.aside("calls by vendor since the start", market.callsByVendor()));
      }
    }
    return figures;
  }

  private static Direct direct(HubBench.Options options) {
    try (SimulatedMarket market = new SimulatedMarket(false)) {
      TradingMix mix = TradingMix.read(market.ownSymbols());
      List<String> engines = mix.engines().stream().filter(each -> !each.equals(HUBS_OWN)).toList();
      try (DirectCallers callers = new DirectCallers(engines, market.hubArguments())) {
        callers.meetEverybody(mix);
        callers.play(mix, DIRECT_QUESTIONS, options.seed() + 1);
        long before = market.calls();
        long asked = callers.play(mix, DIRECT_QUESTIONS, options.seed());
        if (asked == 0) {
          throw new BenchException("nobody asked");
        }
        return new Direct((market.calls() - before) / (double) asked, market.connections());
      }
    }
  }

  private static List<Figure> figures(TradingHour.Result result, Direct direct, long calls) {
    double directCalls = direct.callsPerQuestion() * result.asked();
    double cut = 1 - calls / directCalls;
    double mean = result.nanos().getMean() / 1e6;
    double p99 = result.nanos().getValueAtPercentile(99) / 1e6;
    return List.of(
        Figure.aside(
            "questions asked",
            String.format(
                Locale.ROOT, "%,d at %,.0f/s", result.asked(), result.asked() / result.seconds())),
        new Figure(
            "hit rate",
            String.format(Locale.ROOT, "%.2f %%", 100 * result.hitRate()),
            "at least 95 %",
            Figure.Verdict.of(result.hitRate() >= LEAST_HITS)),
        Figure.aside(
            "without data, of these",
            result.unanswered().isEmpty() ? "none" : result.unanswered().toString()),
        new Figure(
            "mean of a request",
            String.format(Locale.ROOT, "%.2f ms", mean),
            "under 5 ms",
            Figure.Verdict.of(mean < MOST_MEAN)),
        new Figure(
            "p99 of a request",
            String.format(Locale.ROOT, "%.2f ms", p99),
            "under 8 ms",
            Figure.Verdict.of(p99 < MOST_P99)),
        new Figure(
            "vendor calls",
            String.format(
                Locale.ROOT,
                "%,d instead of %,.0f (%.2f a question), %.2f %% less",
                calls,
                directCalls,
                direct.callsPerQuestion(),
                100 * cut),
            "at least 99 % less",
            Figure.Verdict.of(cut >= LEAST_CUT)));
  }

  private static Figure connections(SimulatedMarket market, Direct direct) {
    boolean reached =
        market.connections() <= HUB_CONNECTIONS && direct.connections() >= DIRECT_CONNECTIONS;
    return new Figure(
        "HTTP connections to vendors, most at a time",
        market.connections() + " instead of " + direct.connections(),
        "8 instead of 96",
        Figure.Verdict.of(reached));
  }
}
