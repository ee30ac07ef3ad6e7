package dev.nautilus.simulator.vendor;

/// One vendor that the simulator can play. Found by [java.util.ServiceLoader].
public interface SimulatedVendor {
  /// Lower-case name with underscores, as the hub spells the source.
  String name();

  /// The port it listens on unless told otherwise.
  int defaultPort();

  VendorApi open(World world);
}
