package dev.nautilus.message;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Something about risk that someone should look at now. Express lane.
///
/// @param alert stable code (`VaR_BREACH`)
/// @param threshold what was crossed, in the unit of the alert
/// @param observed what crossed it, same unit; missing when not measured
/// @param account whose; empty when it concerns none in particular
/// @param instrument what about; null when it concerns none in particular
/// @param detail a sentence for people; empty when the code says it all
/// @param simulated true when any input does not come from a real market
public record RiskAlert(
    String alert,
    double threshold,
    OptionalDouble observed,
    String account,
    @Nullable InstrumentId instrument,
    String detail,
    boolean simulated) {

  public RiskAlert {
    Guard.text(alert, "alert");
    Guard.finite(threshold, "threshold");
    Guard.finite(observed, "observed");
  }

  /// A code and a threshold, nothing else.
  public RiskAlert(String alert, double threshold) {
    this(alert, threshold, OptionalDouble.empty(), "", null, "", false);
  }
}
