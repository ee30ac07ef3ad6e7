package dev.nautilus.engines.features.method;

import java.util.List;

/// Highest high and lowest low.
final class ChannelMeasures {

  private ChannelMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(
        donchian("donchian", "Donchian channel of the bars before")
            .definition("highest high and lowest low of the `period` bars before this one")
            .source("Donchian (1960); Stock.Indicators Donchian")
            .lookback(params -> params.whole(0))
            .candles((params, memory) -> channel(params, memory, true)),
        donchian("donchian_now", "Donchian channel including this bar")
            .definition("highest high and lowest low of the last `period` bars")
            .source("Donchian (1960); Lean DonchianChannel")
            .lookback(params -> params.whole(0) - 1)
            .candles((params, memory) -> channel(params, memory, false)));
  }

  private static Measure.Draft donchian(String name, String title) {
    return Measure.named(name, title)
        .unit("price; width = (upper - lower)/middle, fraction")
        .bars("period", 20)
        .outputs("middle", "upper", "lower", "width");
  }

  private static Formula<Candle> channel(Params params, Memory memory, boolean before) {
    WindowExtreme high = memory.highest(params.whole(0));
    WindowExtreme low = memory.lowest(params.whole(0));
    return (candle, out) -> {
      double top = high.get();
      double bottom = low.get();
      high.next(candle.high());
      low.next(candle.low());
      out[1] = before ? top : high.get();
      out[2] = before ? bottom : low.get();
      out[0] = (out[1] + out[2]) / 2;
      out[3] = (out[1] - out[2]) / out[0];
    };
  }
}
