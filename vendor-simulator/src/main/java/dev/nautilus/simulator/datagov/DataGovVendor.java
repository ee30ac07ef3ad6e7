package dev.nautilus.simulator.datagov;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// Data.gov, found by its service entry; hand another one to the simulator's builder for another
/// key: `builder.vendor(DataGovVendor.withKey("..."))`.
public final class DataGovVendor implements SimulatedVendor {
  /// The key that is registered unless another one is set.
  public static final String DEFAULT_KEY = "simulated0key0for0datagov000000000000000";

  private static final int DEFAULT_PORT = 8855;

  private final String key;

  public DataGovVendor() {
    this(DEFAULT_KEY);
  }

  private DataGovVendor(String key) {
    this.key = key;
  }

  /// Registers this key instead of the default one; `DEMO_KEY` always works, with its low limits.
  public static DataGovVendor withKey(String key) {
    return new DataGovVendor(key);
  }

  @Override
  public String name() {
    return "data_gov";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new DataGovApi(world, key);
  }
}
