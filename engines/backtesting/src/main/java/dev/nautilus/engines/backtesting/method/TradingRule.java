package dev.nautilus.engines.backtesting.method;

/// What is tested: decides on each bar that is over, from what is known then.
public interface TradingRule {
  /// Bars of an instrument it needs to have seen before it decides, 1 or more.
  int lookback();

  /// Decides. Called for each bar once enough have been seen.
  ///
  /// @throws LookAheadException when it asks for what lies ahead
  void onBar(Market market, Desk desk, int instrument);
}
