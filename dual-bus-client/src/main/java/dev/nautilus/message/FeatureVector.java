package dev.nautilus.message;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// All features of one set for one instrument, as of one bar; one message per complete bar.
///
/// @param barSpec how the bar was cut
/// @param barStart first instant of the bar (inclusive)
/// @param setName which set of features
/// @param setVersion raised when the set changes
/// @param setHash hash over the feature ids and the versions of their methods; equal hash, equal
///   meaning
/// @param revision 0 at first, raised when the bar or an earlier one was corrected
/// @param entries in the order of the set
/// @param simulated true when any input does not come from a real market
/// @param basedOnVersion version of the bar it rests on
public record FeatureVector(
    InstrumentId instrument,
    BarSpec barSpec,
    Instant barStart,
    String setName,
    int setVersion,
    String setHash,
    int revision,
    List<Entry> entries,
    boolean simulated,
    long basedOnVersion) {

  /// One feature.
  ///
  /// @param name `name(parameters)@spec`, like `rsi(14)@1m`
  /// @param value missing while warming up, and where the feature is undefined (0/0, say)
  /// @param ready false while warming up
  /// @param lookback values of its input it needs before its first output, 0 or more
  public record Entry(String name, OptionalDouble value, boolean ready, int lookback) {
    public Entry {
      Guard.text(name, "name");
      Guard.finite(value, name);
      Guard.notNegative(lookback, "lookback");
      if (!ready && value.isPresent()) {
        throw new IllegalArgumentException(name + " must have no value while not ready");
      }
    }
  }

  public FeatureVector {
    Guard.text(setName, "setName");
    Guard.text(setHash, "setHash");
    Guard.positive(setVersion, "setVersion");
    Guard.notNegative(revision, "revision");
    Guard.notNegative(basedOnVersion, "basedOnVersion");
    entries = List.copyOf(entries);
  }
}
