package dev.nautilus.engines.backtesting.method;

/// How much worse than the market's price an order executes.
public sealed interface Slippage {
  /// Not at all.
  static Slippage none() {
    return new FixedBasisPoints(0);
  }

  /// The price of a fill.
  ///
  /// @param price of the market
  /// @param side +1 for a purchase, -1 for a sale
  /// @param quantity of this fill, more than 0
  /// @param volume of the bar; where it is 0 volume-dependent models have no price (`NaN`)
  double price(double price, int side, double quantity, double volume);

  /// `p (1 ± bps / 1e4)`. **Source** zipline, `FixedBasisPointsSlippage`.
  ///
  /// @param points 0 or more
  record FixedBasisPoints(double points) implements Slippage {
    public FixedBasisPoints {
      require(points, "basis points");
    }

    @Override
    public double price(double price, int side, double quantity, double volume) {
      return points == 0 ? price : price * (1 + side * points / 1e4);
    }
  }

  /// `p (1 ± k (fill / volume)^2)`. **Source** zipline, `VolumeShareSlippage`.
  ///
  /// @param impact k, 0 or more; 0.1 as published
  record VolumeShare(double impact) implements Slippage {
    public VolumeShare {
      require(impact, "impact");
    }

    @Override
    public double price(double price, int side, double quantity, double volume) {
      double share = quantity / volume;
      return volume > 0 ? price * (1 + side * impact * share * share) : Double.NaN;
    }
  }

  /// `p (1 ± Y s sqrt(fill / volume))`. **Source** Almgren, Thum, Hauptmann & Li (2005), Risk
  /// 18(7).
  ///
  /// @param factor Y, about 1
  /// @param deviation s of returns over the bar's interval, a fraction
  record SquareRoot(double factor, double deviation) implements Slippage {
    public SquareRoot {
      require(factor, "factor");
      require(deviation, "deviation");
    }

    @Override
    public double price(double price, int side, double quantity, double volume) {
      return volume > 0
          ? price * (1 + side * factor * deviation * Math.sqrt(quantity / volume))
          : Double.NaN;
    }
  }

  private static void require(double value, String what) {
    if (!(value >= 0 && value < 1e9)) {
      throw new IllegalArgumentException(what + " must be 0 or more, was " + value);
    }
  }
}
