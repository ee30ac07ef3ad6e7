package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// FRED, found by its service entry; hand another one to the simulator's builder for another key or
/// no rate limit: `builder.vendor(FredVendor.withKey("...").withoutRateLimit())`.
public final class FredVendor implements SimulatedVendor {
  /// The key that is registered unless another one is set.
  public static final String DEFAULT_KEY = "simulated0key0for0fred0000000000";

  private static final int DEFAULT_PORT = 8853;

  private final String key;
  private final boolean limited;

  /// With the default key and the rate limit enforced.
  public FredVendor() {
    this(DEFAULT_KEY, true);
  }

  private FredVendor(String key, boolean limited) {
    this.key = key;
    this.limited = limited;
  }

  /// Registers this key instead of the default one.
  ///
  /// @throws IllegalArgumentException if no real key could look like it
  public static FredVendor withKey(String key) {
    if (!key.matches("[0-9a-z]{32}")) {
      throw new IllegalArgumentException("must be 32 characters of 0-9a-z, was " + key);
    }
    return new FredVendor(key, true);
  }

  public FredVendor withoutRateLimit() {
    return new FredVendor(key, false);
  }

  @Override
  public String name() {
    return "fred";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new FredApi(world, key, limited);
  }
}
