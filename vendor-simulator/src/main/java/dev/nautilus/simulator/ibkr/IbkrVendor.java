package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;

/// Interactive Brokers, found by its service entry; hand another one to the simulator's builder to
/// have the person's part in hand: logging in and out, and the other program that takes the
/// session.
public final class IbkrVendor implements SimulatedVendor {
  private static final int DEFAULT_PORT = 8851;

  private final Brokerage brokerage = new Brokerage();
  private final boolean limited;

  /// Logged in, with the limits enforced.
  public IbkrVendor() {
    this(true);
  }

  private IbkrVendor(boolean limited) {
    this.limited = limited;
  }

  public IbkrVendor withoutRateLimit() {
    return new IbkrVendor(false);
  }

  /// The person logs in with the second factor.
  public void logIn() {
    brokerage.logIn();
  }

  /// The day is over, or the person logged out: only a person can go on.
  public void logOut() {
    brokerage.logOut();
  }

  /// The brokerage session ends, as at a reset; a program may open it again.
  public void endSession() {
    brokerage.end();
  }

  /// Another program of the same user takes the brokerage session.
  public void compete() {
    brokerage.compete();
  }

  @Override
  public String name() {
    return "ibkr";
  }

  @Override
  public int defaultPort() {
    return DEFAULT_PORT;
  }

  @Override
  public VendorApi open(World world) {
    return new IbkrApi(world, brokerage, limited);
  }
}
