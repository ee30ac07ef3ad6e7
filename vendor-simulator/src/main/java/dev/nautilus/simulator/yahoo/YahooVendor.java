package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// Yahoo Finance, found by its service entry.
public final class YahooVendor implements SimulatedVendor {
  private static final int DEFAULT_PORT = 8858;

  @Override
  public String name() {
    return "yahoo_finance";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new YahooApi(world);
  }
}
