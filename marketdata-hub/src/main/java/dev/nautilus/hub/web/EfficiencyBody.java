package dev.nautilus.hub.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.nautilus.hub.desk.Efficiency;
import dev.nautilus.hub.desk.Efficiency.Counts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of `/metrics`, in the form its users know. All figures are of the last 60 seconds.
///
/// @param efficiency ratios
/// @param performance rates per second
/// @param latency mean times, milliseconds
@JsonPropertyOrder({"efficiency_metrics", "hub_performance", "latency_ms"})
record EfficiencyBody(
    @JsonProperty("efficiency_metrics") Ratios efficiency,
    @JsonProperty("hub_performance") Rates performance,
    @JsonProperty("latency_ms") Latencies latency) {

  /// @param apiCallReduction 1 - calls made / calls that thirteen direct callers would have made
  ///   for the same requests, as text for people; null without requests
  /// @param cacheHitRate served / answered, a fraction; null without requests
  /// @param performanceMultiplier mean vendor latency / mean served latency, as text for people;
  ///   null unless both were measured
  @JsonPropertyOrder({"api_call_reduction", "cache_hit_rate", "performance_multiplier"})
  record Ratios(
      @JsonProperty("api_call_reduction") @Nullable String apiCallReduction,
      @JsonProperty("cache_hit_rate") @Nullable Double cacheHitRate,
      @JsonProperty("performance_multiplier") @Nullable String performanceMultiplier) {}

  /// The first is the sum of the two that follow; the rest comes on top of it.
  ///
  /// @param requests answered, per second
  /// @param served answered without a call of their own, stale ones among them
  /// @param called answered by a call made for them
  /// @param stale of those served, how many were stale
  /// @param refused not answered, per second
  /// @param vendorCalls all calls to vendors, the hub's own polling included
  @JsonPropertyOrder({
    "requests_per_second",
    "cache_served",
    "api_calls_made",
    "stale_served",
    "refused_per_second",
    "vendor_calls"
  })
  record Rates(
      @JsonProperty("requests_per_second") BigDecimal requests,
      @JsonProperty("cache_served") BigDecimal served,
      @JsonProperty("api_calls_made") BigDecimal called,
      @JsonProperty("stale_served") BigDecimal stale,
      @JsonProperty("refused_per_second") BigDecimal refused,
      @JsonProperty("vendor_calls") BigDecimal vendorCalls) {}

  /// Mean times in milliseconds, from the question to the answer.
  ///
  /// @param served of what was answered without a call of its own; null when nothing was
  /// @param vendor of calls to vendors; null without calls
  @JsonPropertyOrder({"served", "vendor"})
  record Latencies(@Nullable Double served, @Nullable Double vendor) {}

  static EfficiencyBody of(Counts counts) {
    BigDecimal served = rate(counts.served());
    BigDecimal called = rate(counts.called());
    return new EfficiencyBody(
        new Ratios(reduction(counts), hitRate(counts), multiplier(counts)),
        new Rates(
            served.add(called),
            served,
            called,
            rate(counts.stale()),
            rate(counts.refused()),
            rate(counts.vendorCalls())),
        new Latencies(
            meanMillis(counts.servedNanos(), counts.served()),
            meanMillis(counts.vendorNanos(), counts.vendorCalls())));
  }

  private static @Nullable Double meanMillis(long nanos, long count) {
    return count == 0 ? null : nanos / 1e6 / count;
  }

  private static BigDecimal rate(long count) {
    BigDecimal seconds = BigDecimal.valueOf(Efficiency.WINDOW.toSeconds());
    return BigDecimal.valueOf(count).divide(seconds, 3, RoundingMode.HALF_UP);
  }

  private static @Nullable String reduction(Counts counts) {
    return counts.answered() == 0
        ? null
        : String.format(
            Locale.ROOT,
            "%.1f%%",
            100 * (1 - (double) counts.called() / Efficiency.directCalls(counts.answered())));
  }

  private static @Nullable Double hitRate(Counts counts) {
    return counts.answered() == 0 ? null : (double) counts.served() / counts.answered();
  }

  private static @Nullable String multiplier(Counts counts) {
    if (counts.served() == 0 || counts.vendorCalls() == 0 || counts.servedNanos() == 0) {
      return null;
    }
    double vendor = (double) counts.vendorNanos() / counts.vendorCalls();
    double served = (double) counts.servedNanos() / counts.served();
    double times = vendor / served;
    return String.format(Locale.ROOT, times < 10 ? "%.1fx" : "%.0fx", times);
  }
}
