package dev.nautilus.simulator.dbnomics;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// DBnomics, found by its service entry. It publishes no limit, so none is enforced.
public final class DbnomicsVendor implements SimulatedVendor {
  private static final int DEFAULT_PORT = 8857;

  @Override
  public String name() {
    return "dbnomics";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new DbnomicsApi(world);
  }
}
