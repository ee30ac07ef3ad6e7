package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// EDGAR, found by its service entry; `builder.vendor(new EdgarVendor().withoutRateLimit())` for a
/// client that is to be faster than the SEC allows.
public final class EdgarVendor implements SimulatedVendor {
  private static final int DEFAULT_PORT = 8854;

  private final boolean limited;

  /// With the rate limit enforced.
  public EdgarVendor() {
    this(true);
  }

  private EdgarVendor(boolean limited) {
    this.limited = limited;
  }

  /// The same without a rate limit; clients must still name themselves.
  public EdgarVendor withoutRateLimit() {
    return new EdgarVendor(false);
  }

  @Override
  public String name() {
    return "sec_edgar";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new EdgarApi(world, limited);
  }
}
