package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.message.InstrumentId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The three parts of a name at DBnomics.
///
/// @param instrument as it was asked for
/// @param provider who publishes it (`BIS`)
/// @param dataset may name a release (`WEO:2025-04`, `WEO:latest`)
/// @param series a code, or a mask of codes
record DbnomicsSubject(InstrumentId instrument, String provider, String dataset, String series) {
  static final String PREFIX = "DBN:";

  /// Names whichever release is the newest; the answer names that one.
  private static final String LATEST = ":latest";

  private static final Pattern PARTS = Pattern.compile("DBN:([^/]+)/([^/]+)/(.+)");

  /// The parts of an instrument; empty when it is none of DBnomics'.
  static Optional<DbnomicsSubject> of(InstrumentId instrument) {
    Matcher parts = PARTS.matcher(instrument.value());
    return parts.matches()
        ? Optional.of(
            new DbnomicsSubject(instrument, parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /// The instrument of a series; empty when its code has letters that no instrument may have.
  static Optional<InstrumentId> instrument(String... parts) {
    try {
      return Optional.of(InstrumentId.of(PREFIX + String.join("/", parts)));
    } catch (IllegalArgumentException notAnInstrument) {
      return Optional.empty();
    }
  }

  /// Whether it stands for several series: alternatives, or a dimension left open.
  boolean isMask() {
    return series.contains("+") || series.startsWith(".") || series.endsWith(".");
  }

  /// Whether it can be asked for in a list with others, and found again in the answer.
  boolean isPlain() {
    return !isMask() && !dataset.endsWith(LATEST);
  }

  /// As a list of series wants it.
  String id() {
    return provider + "/" + dataset + "/" + series;
  }
}
