package dev.nautilus.hub.bridge;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the bridge, `nautilus.hub.bridge.*`.
///
/// @param enabled false when another hub carries, or nobody
/// @param mainUrl main Redis, `redis://[user:password@]host[:port]` or `rediss://...`
/// @param marketDataUrl the MarketData bus, the same way; that of the hub unless set
/// @param engineLogicUrl the Engine Logic bus, the same way; that of the hub unless set
/// @param legacyEngines engines on main Redis that are not built with our client, and so do not
///   stand in the registry: while there is one, the bridge runs
/// @param lookBack where a bridge begins that finds no position of its own: so long before the
///   newest entry
/// @param retention how long legacy streams keep what their groups have acknowledged
/// @param mostEntries beyond so many entries a legacy stream is trimmed earlier, but never of what
///   a group owes
@Validated
@ConfigurationProperties("nautilus.hub.bridge")
record BridgeProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String mainUrl,
    @Nullable String marketDataUrl,
    @Nullable String engineLogicUrl,
    @DefaultValue({}) List<String> legacyEngines,
    @DefaultValue("1m") Duration lookBack,
    @DefaultValue("10m") Duration retention,
    @Min(1000) @DefaultValue("100000") long mostEntries) {}
