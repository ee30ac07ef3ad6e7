package dev.nautilus.simulator.dbnomics;

import java.util.List;

/// A data set and who publishes it.
///
/// @param code may name a release (`WEO:2026-10`)
record Dataset(
    String provider,
    String providerName,
    String region,
    String website,
    String terms,
    String code,
    String name) {

  static Dataset parse(List<String> cells) {
    return new Dataset(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6));
  }

  boolean is(String ofProvider, String named) {
    return provider.equals(ofProvider) && code.equals(named);
  }

  /// Whether it is the newest release of what that name stands for.
  boolean isLatest(String ofProvider, String named) {
    return provider.equals(ofProvider)
        && named.endsWith(":latest")
        && code.startsWith(named.substring(0, named.indexOf(':') + 1));
  }
}
