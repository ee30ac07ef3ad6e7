package dev.nautilus.hub.vendor;

/// Runs a recorded answer through the very mapping that live answers take. One per vendor, beside
/// it in the test tree; found by [java.util.ServiceLoader].
public interface SampleReader {

  /// Name of the source, which is also the folder of its samples.
  String source();

  /// What the adapter makes of it.
  SampleOutcome read(VendorSample sample);
}
