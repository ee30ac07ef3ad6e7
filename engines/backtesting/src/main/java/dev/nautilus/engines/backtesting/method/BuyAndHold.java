package dev.nautilus.engines.backtesting.method;

/// Buys with all that is free at the second bar's open and keeps it: what every rule is held
/// against.
public final class BuyAndHold implements TradingRule {
  private static final double ALL = 1;

  private boolean bought;

  @Override
  public int lookback() {
    return 1;
  }

  @Override
  public void onBar(Market market, Desk desk, int instrument) {
    if (!bought) {
      desk.share(instrument, 1, ALL);
      bought = true;
    }
  }
}
