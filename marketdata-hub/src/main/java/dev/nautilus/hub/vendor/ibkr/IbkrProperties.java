package dev.nautilus.hub.vendor.ibkr;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What only Interactive Brokers' gateway has; the rest is in the source's block as for everybody.
///
/// @param sslBundle name of the SSL bundle (`spring.ssl.bundle...`) that holds the certificate of a
///   gateway that signed its own; null where an authority signed it
/// @param verifyHost false when that certificate names another host than the gateway's; needs
///   `ssl-bundle`
/// @param compete whether to take the one brokerage session of the user over from another program
/// @param tickleEvery how often the session is kept alive
/// @param resetZone where the region's daily reset is at `reset-at`
/// @param resetAt local time at which the region's daily reset begins
/// @param resetLasts how long it may take
/// @param lines most instruments with market data at the same time
/// @param depthLines most instruments with depth at the same time
/// @param historyVolumeUnit units of the contract in one unit of a bar's volume, until comparing
///   with the day's exact volume shows another
@ConfigurationProperties("nautilus.vendors.ibkr.gateway")
record IbkrProperties(
    @Nullable String sslBundle,
    @DefaultValue("true") boolean verifyHost,
    @DefaultValue("true") boolean compete,
    @DefaultValue("60s") Duration tickleEvery,
    @DefaultValue("America/New_York") ZoneId resetZone,
    @DefaultValue("01:00") LocalTime resetAt,
    @DefaultValue("15m") Duration resetLasts,
    @DefaultValue("100") int lines,
    @DefaultValue("3") int depthLines,
    @DefaultValue("100") int historyVolumeUnit) {

  IbkrProperties {
    if (lines < 1 || depthLines < 0 || historyVolumeUnit < 1) {
      throw new IllegalArgumentException(
          "lines and history-volume-unit must be 1 or more and depth-lines 0 or more, were %d, %d, %d"
              .formatted(lines, historyVolumeUnit, depthLines));
    }
    if (!tickleEvery.isPositive() || resetLasts.isNegative()) {
      throw new IllegalArgumentException(
          "tickle-every must be positive and reset-lasts not negative, were %s, %s"
              .formatted(tickleEvery, resetLasts));
    }
    if (!verifyHost && sslBundle == null) {
      throw new IllegalArgumentException(
          "verify-host must be true without an ssl-bundle, was false: name the bundle that holds"
              + " the gateway's certificate");
    }
  }
}
