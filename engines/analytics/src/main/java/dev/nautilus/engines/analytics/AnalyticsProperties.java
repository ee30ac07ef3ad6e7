package dev.nautilus.engines.analytics;

import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.quant.performance.PerformanceRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the analytics engine measures, against what. The defaults are the published parameters; the
/// windows are those of [Window].
///
/// @param symbols instruments whose bars it follows: their own statistics, and the market that an
///   order met
/// @param benchmark what alpha, beta and capture are taken against; followed in any case
/// @param barOrigin whose live bars count; history is always the vendor's
/// @param periodsPerYear trading days of a year
/// @param riskFree return of a bill per day, not per year
/// @param mar least acceptable return per day
/// @param historyDays daily bars learned of each instrument; at least the longest window and one
///   more
/// @param keptOrders most orders being worked, and most results kept of those that are done
/// @param keptRuns most back-test runs kept
@Validated
@ConfigurationProperties("nautilus.analytics")
record AnalyticsProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("SPY") InstrumentId benchmark,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @DefaultValue("252") double periodsPerYear,
    @DefaultValue("0") double riskFree,
    @DefaultValue("0") double mar,
    @Min(253) @Max(5_000) @DefaultValue("756") int historyDays,
    @Min(1) @Max(100_000) @DefaultValue("2000") int keptOrders,
    @Min(1) @Max(10_000) @DefaultValue("200") int keptRuns) {

  AnalyticsProperties {
    symbols = List.copyOf(symbols);
  }

  PerformanceRule rule() {
    return new PerformanceRule(periodsPerYear, riskFree, mar);
  }

  /// The symbols and, first, the benchmark.
  List<InstrumentId> followed() {
    List<InstrumentId> all = new ArrayList<>(List.of(benchmark));
    symbols.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return List.copyOf(all);
  }
}
