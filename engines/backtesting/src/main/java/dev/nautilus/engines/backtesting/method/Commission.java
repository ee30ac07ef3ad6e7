package dev.nautilus.engines.backtesting.method;

/// What an order pays, all its fills together: a minimum counts once an order, not once a fill.
///
/// **Source** zipline, `PerShare`, `PerContract` and `PerDollar`.
public sealed interface Commission {
  /// Nothing.
  static Commission none() {
    return new PerDollar(0);
  }

  /// What an order has to pay up to now.
  ///
  /// @param quantity executed so far, 0 or more; nothing executed pays nothing
  /// @param notional sum of quantity times price so far, positive
  double upTo(double quantity, double notional);

  /// What a fill pays: the difference it makes to the order.
  default double ofFill(
      double quantityBefore, double notionalBefore, double quantity, double notional) {
    double before = quantityBefore == 0 ? 0 : upTo(quantityBefore, notionalBefore);
    return upTo(quantityBefore + quantity, notionalBefore + notional) - before;
  }

  /// What the next unit costs on top of its price, for sizing.
  default double perUnit(double price) {
    return 0;
  }

  /// Per share, with a minimum for the order.
  ///
  /// @param cost of a share, 0 or more
  /// @param minimum of an order, 0 or more
  record PerShare(double cost, double minimum) implements Commission {
    public PerShare {
      require(cost, minimum);
    }

    @Override
    public double upTo(double quantity, double notional) {
      return Math.max(quantity * cost, minimum);
    }

    @Override
    public double perUnit(double price) {
      return cost;
    }
  }

  /// Per contract, an exchange fee once for the order, with a minimum for the order.
  ///
  /// @param cost of a contract, 0 or more
  /// @param exchangeFee of an order, 0 or more
  /// @param minimum of an order, 0 or more
  record PerContract(double cost, double exchangeFee, double minimum) implements Commission {
    public PerContract {
      require(cost, minimum);
      require(exchangeFee, 0);
    }

    @Override
    public double upTo(double quantity, double notional) {
      return Math.max(quantity * cost + exchangeFee, minimum);
    }

    @Override
    public double perUnit(double price) {
      return cost;
    }
  }

  /// A share of the money that changes hands.
  ///
  /// @param rate 0 or more, below 1
  record PerDollar(double rate) implements Commission {
    public PerDollar {
      require(rate, 0);
      if (rate >= 1) {
        throw new IllegalArgumentException("rate must be below 1, was " + rate);
      }
    }

    @Override
    public double upTo(double quantity, double notional) {
      return notional * rate;
    }

    @Override
    public double perUnit(double price) {
      return Math.abs(price) * rate;
    }
  }

  private static void require(double cost, double minimum) {
    if (!(cost >= 0 && cost < 1e9) || !(minimum >= 0 && minimum < 1e9)) {
      throw new IllegalArgumentException(
          "cost and minimum must be 0 or more, were " + cost + " and " + minimum);
    }
  }
}
