package dev.nautilus.engines.ml;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.DetectorKind;
import dev.nautilus.engines.ml.method.DriftDetector;
import java.util.Optional;

/// Watches the errors of the live learner. The detector does not hear each of them: outcomes of
/// neighbouring bars overlap, and instruments move together. It hears the share of errors among all
/// examples settled within one horizon. Confined to the engine thread.
final class DriftWatch {
  private final DetectorKind kind;
  private final long horizon;
  private DriftDetector detector;
  private long until = Long.MIN_VALUE;
  private long wrong;
  private long heard;
  private long watched;

  /// @param horizon seconds
  DriftWatch(DetectorKind kind, long horizon) {
    this.kind = kind;
    this.horizon = horizon;
    detector = kind.create();
  }

  /// Forgets everything: another learner is watched now.
  void begin() {
    detector = kind.create();
    wrong = 0;
    heard = 0;
    watched = 0;
  }

  void hear(boolean right) {
    heard++;
    wrong += right ? 0 : 1;
  }

  /// Looks at what was heard, when a horizon is over.
  ///
  /// @param second start of the bar now, seconds since 1970
  Optional<DriftDetector.Drift> at(long second) {
    if (second < until) {
      return Optional.empty();
    }
    until = second + horizon;
    if (heard == 0) {
      return Optional.empty();
    }
    double share = (double) wrong / heard;
    watched += heard;
    heard = 0;
    wrong = 0;
    return detector.update(share);
  }

  /// Examples the detector has been told of.
  long watched() {
    return watched;
  }

  void write(StateOutput out) {
    out.whole(until).whole(wrong).whole(heard).whole(watched);
    detector.save(out::real);
  }

  void read(StateInput in) {
    until = in.whole();
    wrong = in.whole();
    heard = in.whole();
    watched = in.whole();
    detector.load(in::real);
  }
}
