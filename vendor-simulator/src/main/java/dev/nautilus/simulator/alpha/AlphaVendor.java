package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// Alpha Vantage with a free key, found by its service entry; hand another one to the simulator's
/// builder for another key, a premium plan or no limits.
public final class AlphaVendor implements SimulatedVendor {
  /// The key that is valid unless another one is set.
  public static final String DEFAULT_KEY = "SIMULATED0ALPHA0";

  private static final int DEFAULT_PORT = 8852;

  private final String key;
  private final boolean premium;
  private final boolean limited;

  /// A free plan with the default key.
  public AlphaVendor() {
    this(DEFAULT_KEY, false, true);
  }

  private AlphaVendor(String key, boolean premium, boolean limited) {
    this.key = key;
    this.premium = premium;
    this.limited = limited;
  }

  /// Takes this key instead of the default one.
  public static AlphaVendor withKey(String key) {
    return new AlphaVendor(key, false, true);
  }

  /// Whole histories, quotes in bulk, 75 requests a minute.
  public AlphaVendor premium() {
    return new AlphaVendor(key, true, limited);
  }

  public AlphaVendor withoutRateLimit() {
    return new AlphaVendor(key, premium, false);
  }

  @Override
  public String name() {
    return "alpha_vantage";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new AlphaApi(world, new Plan(key, premium, limited));
  }
}
