package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.InstrumentId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The economic and commodity series. An instrument names one as `AV:CPI`, with an interval as
/// `AV:REAL_GDP/quarterly`, and a yield with its maturity as `AV:TREASURY_YIELD/monthly/10year`.
enum EconomicFunction {
  REAL_GDP("annual", "quarterly"),
  REAL_GDP_PER_CAPITA("quarterly"),
  TREASURY_YIELD("monthly", "weekly", "daily"),
  FEDERAL_FUNDS_RATE("monthly", "weekly", "daily"),
  CPI("monthly", "semiannual"),
  INFLATION("annual"),
  RETAIL_SALES("monthly"),
  DURABLES("monthly"),
  UNEMPLOYMENT("monthly"),
  NONFARM_PAYROLL("monthly"),
  WTI("monthly", "weekly", "daily"),
  BRENT("monthly", "weekly", "daily"),
  NATURAL_GAS("monthly", "weekly", "daily"),
  COPPER("monthly", "quarterly", "annual"),
  ALUMINUM("monthly", "quarterly", "annual"),
  WHEAT("monthly", "quarterly", "annual"),
  CORN("monthly", "quarterly", "annual"),
  COTTON("monthly", "quarterly", "annual"),
  SUGAR("monthly", "quarterly", "annual"),
  COFFEE("monthly", "quarterly", "annual"),
  ALL_COMMODITIES("monthly", "quarterly", "annual");

  /// How an instrument says that it is this vendor's.
  static final String PREFIX = "AV:";

  private static final List<String> MATURITIES =
      List.of("3month", "2year", "5year", "7year", "10year", "30year");

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> intervals;

  EconomicFunction(String... intervals) {
    this.intervals = List.of(intervals);
  }

  /// One series: a function with its parameters.
  ///
  /// @param interval empty for the vendor's default
  /// @param maturity empty where it means nothing, or for the vendor's default
  record Choice(EconomicFunction function, String interval, String maturity) {
    /// Adds what is asked for to a URL that has neither function nor key yet.
    VendorUrl onto(VendorUrl url) {
      url.with("function", function.name());
      // A function with one interval takes no parameter for it.
      if (!interval.isEmpty() && function.intervals.size() > 1) {
        url.with("interval", interval);
      }
      if (!maturity.isEmpty()) {
        url.with("maturity", maturity);
      }
      return url.with("datatype", "json");
    }
  }

  static boolean isOurs(InstrumentId instrument) {
    return instrument.value().startsWith(PREFIX) && instrument.value().length() > PREFIX.length();
  }

  /// What an instrument of ours names; empty when the vendor has no such series.
  static Optional<Choice> choice(InstrumentId instrument) {
    String[] parts = instrument.value().substring(PREFIX.length()).split("/", -1);
    String interval = parts.length > 1 ? parts[1] : "";
    String maturity = parts.length > 2 ? parts[2] : "";
    return Arrays.stream(values())
        .filter(function -> parts.length <= 3 && function.name().equals(parts[0]))
        .filter(function -> interval.isEmpty() || function.intervals.contains(interval))
        .filter(
            function ->
                maturity.isEmpty() || (function == TREASURY_YIELD && MATURITIES.contains(maturity)))
        .map(function -> new Choice(function, interval, maturity))
        .findFirst();
  }

  /// What may be asked for, for a sentence.
  static String allowed() {
    return PREFIX
        + String.join(", " + PREFIX, Arrays.stream(values()).map(EconomicFunction::name).toList());
  }
}
