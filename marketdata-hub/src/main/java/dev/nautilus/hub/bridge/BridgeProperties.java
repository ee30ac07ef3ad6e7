package dev.nautilus.hub.bridge;

import dev.nautilus.bus.BusAddress;
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
/// @param mainUrl main Redis, `redis://[user:password@]host[:port]` or `rediss://...`; that of the
///   hub unless set
/// @param marketDataUrl the MarketData bus, the same way; that of the hub unless set
/// @param engineLogicUrl the Engine Logic bus, the same way; that of the hub unless set
/// @param username who logs in at the three Redises when there is a password
/// @param password of the bridge's own user, which may write what the hub may not; without it the
///   bridge is the hub. A URL that names somebody wins
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
    @DefaultValue("bridge") String username,
    @Nullable String password,
    @DefaultValue({}) List<String> legacyEngines,
    @DefaultValue("1m") Duration lookBack,
    @DefaultValue("10m") Duration retention,
    @Min(1000) @DefaultValue("100000") long mostEntries) {

  /// Where one of the three is.
  ///
  /// @param url what its property says, null when nothing
  /// @param unless where it is then; what it trusts holds in either case
  /// @throws IllegalArgumentException when there is TLS and the URL is in plain text
  BusAddress address(@Nullable String url, BusAddress unless) {
    BusAddress said =
        url == null
            ? unless
            : BusAddress.of(url, unless.port()).trusting(unless.material());
    boolean namesSomebody = url != null && said.password() != null;
    return namesSomebody || password == null || password.isBlank()
        ? said
        : said.loggedInAs(username, password.strip());
  }

  /// Without the secrets: URLs may hold some as well.
  @Override
  public String toString() {
    return "BridgeProperties[enabled=" + enabled + ", legacyEngines=" + legacyEngines + "]";
  }
}
