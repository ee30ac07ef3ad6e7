package dev.nautilus.hub.desk;

import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whom the hub asks, and what it makes of two sources that say different things.
///
/// @param order sources by type, the preferred first; those not named come after them
/// @param patience for the newest value a source whose turn is further away than this is asked
///   after the others; for history and company figures it is waited for
/// @param incumbency how long a streaming source keeps lesser ones quiet after it last spoke
/// @param tolerance fraction by which two sources' prices of one instrument may differ
/// @param comparable quotes observed further apart than this are not compared
/// @param doubtEvery a disagreement of the same two is told once in this time
/// @param unknownFor how long a source that does not know an instrument is not asked for it again
@ConfigurationProperties("nautilus.hub.routing")
record RoutingProperties(
    @DefaultValue Map<ServedType, List<Source>> order,
    @DefaultValue("500ms") Duration patience,
    @DefaultValue("15s") Duration incumbency,
    @DefaultValue("0.005") double tolerance,
    @DefaultValue("15s") Duration comparable,
    @DefaultValue("1m") Duration doubtEvery,
    @DefaultValue("1h") Duration unknownFor) {

  public RoutingProperties {
    order =
        order.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be 0 or more, was " + tolerance);
    }
    if (!unknownFor.isPositive()) {
      throw new IllegalArgumentException("unknown-for must be positive, was " + unknownFor);
    }
  }

  List<Source> of(ServedType type) {
    return order.getOrDefault(type, List.of());
  }
}
