package dev.nautilus.hub.standby;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How several hubs agree on who leads; all of them need the same times.
///
/// @param enabled whether there may be another hub
/// @param url where the others' callers find this hub; made of address and port by default
/// @param lease how long a hub leads that is not heard of any more, 1 s to 1 min; another takes
///   over after this at the latest
/// @param heartbeat how often the leader lengthens its lease; less than a quarter of it
/// @param margin how long before the end of its lease a leader stops calling vendors; less than
///   half of it
@ConfigurationProperties("nautilus.hub.standby")
record StandbyProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("") String url,
    @DefaultValue("3s") Duration lease,
    @DefaultValue("500ms") Duration heartbeat,
    @DefaultValue("500ms") Duration margin) {

  StandbyProperties {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "nautilus.hub.standby.lease must be from 1s to 1m, was " + lease);
    }
    if (!heartbeat.isPositive() || heartbeat.multipliedBy(4).compareTo(lease) >= 0) {
      throw new IllegalArgumentException(
          "nautilus.hub.standby.heartbeat must be above 0 and less than a quarter of the lease, was "
              + heartbeat);
    }
    if (!margin.isPositive() || margin.multipliedBy(2).compareTo(lease) >= 0) {
      throw new IllegalArgumentException(
          "nautilus.hub.standby.margin must be above 0 and less than half of the lease, was "
              + margin);
    }
  }
}
