package dev.nautilus.hub.desk;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the cache.
///
/// @param size most answers kept (MARKETDATA_CACHE_SIZE, or CACHE_SIZE); one of more than a
///   kilobyte counts as several
/// @param ttlMultiplier applied to every lifetime (MARKETDATA_CACHE_TTL_MULTIPLIER)
/// @param modes by type, where another than the published one is wanted
/// @param lifetimes by type, where another than the published one is wanted
/// @param rememberedData most data whose version is remembered, so that fetching them again
///   unchanged is not news; about 250 bytes each
/// @param patience longest time a request waits for a vendor
@Validated
@ConfigurationProperties("nautilus.hub.cache")
record CacheProperties(
    @Min(1) @DefaultValue("100000") long size,
    @DecimalMin("0.001") @DefaultValue("1.0") double ttlMultiplier,
    @DefaultValue Map<ServedType, CacheMode> modes,
    @DefaultValue Map<ServedType, Duration> lifetimes,
    @Min(1) @DefaultValue("500000") long rememberedData,
    @DefaultValue("20s") Duration patience) {

  public CacheProperties {
    modes = Map.copyOf(modes);
    lifetimes = Map.copyOf(lifetimes);
  }
}
