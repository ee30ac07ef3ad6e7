package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Buses that the environment names, as it does for every service: on other machines, behind
/// sentinels, on a cluster.
///
/// @param marketData URL of the MarketData bus, with user and password where it has users
/// @param engineLogic URL of the Engine Logic bus, the same
record NamedBuses(String marketData, String engineLogic) {
  static final String MARKET_DATA = "NAUTILUS_BUS_MARKETDATAURL";
  static final String ENGINE_LOGIC = "NAUTILUS_BUS_ENGINELOGICURL";

  /// @throws FleetException when a URL is none
  NamedBuses {
    var _ = address(marketData, RedisRole.MARKET_DATA);
    var _ = address(engineLogic, RedisRole.ENGINE_LOGIC);
  }

  /// Empty when none is named.
  ///
  /// @throws FleetException when one is named and the other is not, or a URL is none
  static Optional<NamedBuses> of(Function<String, @Nullable String> environment) {
    String marketData = environment.apply(MARKET_DATA);
    String engineLogic = environment.apply(ENGINE_LOGIC);
    if (marketData == null && engineLogic == null) {
      return Optional.empty();
    }
    if (marketData == null || engineLogic == null) {
      throw CommandLine.usage(
          "set both %s and %s, or neither".formatted(MARKET_DATA, ENGINE_LOGIC));
    }
    return Optional.of(new NamedBuses(marketData, engineLogic));
  }

  /// @throws FleetException when the URL is none
  static BusAddress address(String url, RedisRole role) {
    try {
      return BusAddress.of(url, role.wellKnownPort());
    } catch (IllegalArgumentException e) {
      throw CommandLine.usage("the URL of " + role.label() + ": " + e.getMessage());
    }
  }

  Map<RedisRole, String> byRole() {
    return Map.of(RedisRole.MARKET_DATA, marketData, RedisRole.ENGINE_LOGIC, engineLogic);
  }

  /// Without secrets.
  @Override
  public String toString() {
    return address(marketData, RedisRole.MARKET_DATA)
        + ", "
        + address(engineLogic, RedisRole.ENGINE_LOGIC);
  }
}
