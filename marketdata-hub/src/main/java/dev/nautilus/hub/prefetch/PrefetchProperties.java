package dev.nautilus.hub.prefetch;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of prefetching.
///
/// @param enabled false: nothing is learned and nothing fetched (ENABLE_PREDICTIVE_PREFETCH, or
///   ENABLE_PREFETCHING)
/// @param engines most engines whose habits are known; the least active are forgotten
/// @param contextsPerEngine most situations remembered of each, about a kilobyte each at most
/// @param confidence share of its occurrences that a sequence must have come true, with 90 %
///   certainty, before it is acted upon
/// @param silentBelow precision below which an engine's guesses are only made in silence
/// @param speakFrom precision from which they are acted upon again
@Validated
@ConfigurationProperties("nautilus.hub.prefetch")
public record PrefetchProperties(
    @DefaultValue("true") boolean enabled,
    @Min(1) @DefaultValue("32") int engines,
    @Min(16) @DefaultValue("2048") int contextsPerEngine,
    @DecimalMin("0.5") @DecimalMax("1.0") @DefaultValue("0.8") double confidence,
    @DecimalMin("0.0") @DecimalMax("1.0") @DefaultValue("0.7") double silentBelow,
    @DecimalMin("0.0") @DecimalMax("1.0") @DefaultValue("0.85") double speakFrom) {

  /// As published.
  public static final PrefetchProperties DEFAULTS =
      new PrefetchProperties(true, 32, 2048, 0.8, 0.7, 0.85);
}
