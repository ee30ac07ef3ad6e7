package dev.nautilus.simulator.market;

/// Who crossed the spread to make a trade happen.
public enum Side {
  BUY,
  SELL
}
