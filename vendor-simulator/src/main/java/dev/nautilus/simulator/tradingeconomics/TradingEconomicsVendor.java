package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// Trading Economics, found by its service entry; hand another one to the simulator's builder for
/// another key, a free plan, fewer rows or no rate limit.
public final class TradingEconomicsVendor implements SimulatedVendor {
  /// The key that is valid unless another one is set.
  public static final String DEFAULT_KEY = "simulated0key:simulated0secret";

  private static final int DEFAULT_PORT = 8856;
  private static final int ROWS = 10_000;

  private final Plan plan;

  /// What a key may do.
  ///
  /// @param free whether only the countries of the free plan are open
  /// @param rows most rows in an answer
  record Plan(String key, boolean free, int rows, boolean limited) {}

  /// A paid plan with the default key.
  public TradingEconomicsVendor() {
    this(new Plan(DEFAULT_KEY, false, ROWS, true));
  }

  private TradingEconomicsVendor(Plan plan) {
    this.plan = plan;
  }

  /// Takes this key instead of the default one.
  ///
  /// @throws IllegalArgumentException if it is not `key:secret`
  public static TradingEconomicsVendor withKey(String key) {
    if (key.indexOf(':') < 1) {
      throw new IllegalArgumentException("key must be like key:secret, was " + key);
    }
    return new TradingEconomicsVendor(new Plan(key, false, ROWS, true));
  }

  /// Open for a few countries only.
  public TradingEconomicsVendor free() {
    return new TradingEconomicsVendor(new Plan(plan.key, true, plan.rows, plan.limited));
  }

  /// Stops answers at this number of rows.
  public TradingEconomicsVendor rowsPerAnswer(int rows) {
    return new TradingEconomicsVendor(new Plan(plan.key, plan.free, rows, plan.limited));
  }

  public TradingEconomicsVendor withoutRateLimit() {
    return new TradingEconomicsVendor(new Plan(plan.key, plan.free, plan.rows, false));
  }

  @Override
  public String name() {
    return "trading_economics";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new TradingEconomicsApi(world, plan);
  }
}
