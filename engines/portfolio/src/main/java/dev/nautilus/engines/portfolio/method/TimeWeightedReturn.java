package dev.nautilus.engines.portfolio.method;

/// Growth of an account, cleaned of what was paid in and out.
///
/// **Definition** `r_t = V_t / (V_{t-1} + F_t) - 1`, linked: `prod(1 + r_t) - 1`; `F_t` is paid in
/// at the beginning of period t. **Unit** fraction over all periods. **Source** Bacon (2008),
/// Practical Portfolio Performance Measurement, ch. 2. **Undefined** where a period begins with 0
/// or less: the period is left out and counted.
///
/// @param growth product so far, 1 at first
/// @param value at the end of the last period
/// @param periods linked so far
/// @param undefined periods that were left out
public record TimeWeightedReturn(double growth, double value, int periods, int undefined) {
  /// Before the first period.
  ///
  /// @param value at its beginning, without what is paid in then
  public static TimeWeightedReturn from(double value) {
    return new TimeWeightedReturn(1, value, 0, 0);
  }

  /// One period; `NaN` when it begins with 0 or less.
  ///
  /// @param flow paid in at its beginning; negative when taken out
  /// @param end value at its end
  public double period(double flow, double end) {
    double start = value + flow;
    return start > 0 ? end / start - 1 : Double.NaN;
  }

  /// One period more.
  public TimeWeightedReturn plus(double flow, double end) {
    double period = period(flow, end);
    return Double.isNaN(period)
        ? new TimeWeightedReturn(growth, end, periods, undefined + 1)
        : new TimeWeightedReturn(growth * (1 + period), end, periods + 1, undefined);
  }

  /// Over all periods; `NaN` while there is none.
  public double total() {
    return periods == 0 ? Double.NaN : growth - 1;
  }

  /// All at once, as the batch form has it.
  ///
  /// @param values at the end of each period, the first before any
  /// @param flows at the beginning of each period but the first
  public static double of(double[] values, double[] flows) {
    if (values.length != flows.length + 1) {
      throw new IllegalArgumentException(
          "values must be one more than flows, were %d and %d"
              .formatted(values.length, flows.length));
    }
    double logarithm = 0;
    for (int t = 0; t < flows.length; t++) {
      logarithm += Math.log(values[t + 1] / (values[t] + flows[t]));
    }
    return Math.expm1(logarithm);
  }
}
