package dev.nautilus.engines.portfolio.method;

import dev.nautilus.quant.solve.Zero;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/// The yearly rate at which what was paid in grows to what was got out (XIRR).
///
/// **Definition** the r with `sum(F_i / (1 + r)^(days_i / 365)) = 0`. **Unit** fraction a year.
/// **Source** the XIRR of OpenFormula 1.2 (ISO/IEC 26300), 6.12.53; root by Brent (1973),
/// Algorithms for Minimization Without Derivatives, ch. 4. **Undefined** when all flows have one
/// sign or no rate above -100 % and up to 1,000,000 % a year does it.
public final class MoneyWeightedReturn {
  private static final double DAYS = 365;
  private static final double LEAST = -0.999_999;
  private static final double MOST = 10_000;

  private MoneyWeightedReturn() {}

  /// Money that moved.
  ///
  /// @param amount negative when paid in, positive when got out
  public record Flow(LocalDate date, double amount) {}

  /// The rate.
  ///
  /// @param flows the last one is usually what the account is worth
  public static OptionalDouble of(List<Flow> flows) {
    boolean in = flows.stream().anyMatch(flow -> flow.amount() < 0);
    boolean out = flows.stream().anyMatch(flow -> flow.amount() > 0);
    if (!in || !out) {
      return OptionalDouble.empty();
    }
    double low = LEAST;
    double high = 1;
    double atLow = present(flows, low);
    while (high < MOST && present(flows, high) * atLow > 0) {
      high = Math.min(MOST, 2 * high + 1);
    }
    double atHigh = present(flows, high);
    return atLow * atHigh > 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Zero(rate -> present(flows, rate), low, high).find());
  }

  private static double present(List<Flow> flows, double rate) {
    LocalDate first = flows.getFirst().date();
    double sum = 0;
    for (Flow flow : flows) {
      double years = ChronoUnit.DAYS.between(first, flow.date()) / DAYS;
      sum += flow.amount() * Math.pow(1 + rate, -years);
    }
    return sum;
  }
}
