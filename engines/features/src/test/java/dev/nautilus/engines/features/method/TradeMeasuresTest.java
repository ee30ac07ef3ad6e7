package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Trade features worked out by hand.
final class TradeMeasuresTest {

  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();

  @Test
  void rollTrades_bouncingBetweenBidAndAsk_isTheSpread() {
    // Changes +1 -1 +1 -1 +1 make pairs (-1,1) (1,-1) (-1,1) (1,-1): sample covariance -4/3.
    Feature<TapeTrade> roll =
        after("roll_trades(4)@trade", at(10), at(11), at(10), at(11), at(10), at(11));
    assertThat(roll.value().orElseThrow()).isCloseTo(2 * Math.sqrt(4 / 3.0), within(1e-12));
  }

  @Test
  void rollTrades_onlyRising_isUndefined() {
    Feature<TapeTrade> roll =
        after("roll_trades(3)@trade", at(1), at(2), at(4), at(7), at(11), at(16));
    assertThat(roll.ready()).isTrue();
    assertThat(roll.value()).isEmpty();
  }

  @Test
  void rollTrades_sameSeries_isTheRollOfCloses() {
    double[] prices = {10, 10.02, 10.01, 10.03, 10.03, 10.01, 10.02, 10};
    Feature<TapeTrade> trades = CATALOG.tradeFeature("roll_trades(5)@trade");
    Feature<Candle> closes = CATALOG.candleFeature("roll(5)@1m");
    Instant minute = Instant.EPOCH;
    for (double price : prices) {
      trades.update(at(price));
      closes.update(new Candle(price, price, price, price, 1, minute));
      minute = minute.plusSeconds(60);
    }
    assertThat(trades.value()).isPresent().isEqualTo(closes.value());
  }

  @Test
  void tradeImbalance_upDownAndEqual_followsTheTick() {
    Feature<TapeTrade> imbalance =
        after(
            "trade_imbalance(4)@trade",
            trade(10, 100), // nothing before it: no side
            trade(11, 30), // bought
            trade(11, 20), // as before
            trade(10, 40), // sold
            trade(10, 10)); // as before
    assertThat(imbalance.value().orElseThrow()).isCloseTo(0, within(1e-15));
    imbalance.update(trade(12, 50)); // bought, and the 30 leave
    assertThat(imbalance.value().orElseThrow())
        .isCloseTo((20 - 40 - 10 + 50) / 120.0, within(1e-12));
  }

  @Test
  void tradeImbalance_noSize_isUndefined() {
    assertThat(after("trade_imbalance(1)@trade", trade(1, 0), trade(2, 0)).value()).isEmpty();
  }

  @Test
  void id_ofAnotherStream_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.parse("roll_trades@quote"))
        .withMessageContaining("must be fed with trades, @trade");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.tradeFeature("spread@quote"))
        .withMessageContaining("must be fed with trades");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TapeTrade(1, -1, Instant.EPOCH))
        .withMessageContaining("0 or more");
  }

  private static TapeTrade at(double price) {
    return trade(price, 1);
  }

  private static TapeTrade trade(double price, double size) {
    return new TapeTrade(price, size, Instant.EPOCH);
  }

  private static Feature<TapeTrade> after(String id, TapeTrade... trades) {
    Feature<TapeTrade> feature = CATALOG.tradeFeature(id);
    for (TapeTrade trade : trades) {
      feature.update(trade);
    }
    return feature;
  }
}
