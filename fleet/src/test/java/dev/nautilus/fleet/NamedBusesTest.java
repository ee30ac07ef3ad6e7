package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.BusAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fleet whose buses are elsewhere.
class NamedBusesTest {
  private static final String MARKET_DATA = "redis-cluster://ops:secret@c1:7000,c2:7000";
  private static final String ENGINE_LOGIC =
      "redis-sentinel://ops:secret@s1:26379?sentinelMasterId=el";

  @TempDir private Path folder;

  private FleetPlan plan(boolean migrated, Optional<String> engineHeap) {
    return new FleetPlan(
        new RunFolder(folder),
        FleetPorts.wellKnown().with(new NamedBuses(MARKET_DATA, ENGINE_LOGIC)),
        VendorMode.SIMULATED,
        true,
        List.of(),
        Duration.ofSeconds(1),
        migrated,
        engineHeap);
  }

  @Test
  void environment_namesBothOrNeither() {
    Map<String, String> both =
        Map.of(NamedBuses.MARKET_DATA, MARKET_DATA, NamedBuses.ENGINE_LOGIC, ENGINE_LOGIC);
    assertThat(NamedBuses.of(both::get)).contains(new NamedBuses(MARKET_DATA, ENGINE_LOGIC));
    assertThat(NamedBuses.of(_ -> null)).isEmpty();
    Map<String, String> one = Map.of(NamedBuses.ENGINE_LOGIC, ENGINE_LOGIC);
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> NamedBuses.of(one::get))
        .withMessageContaining("set both");
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> new NamedBuses("http://secret@host", ENGINE_LOGIC))
        .withMessageContaining("redis-marketdata")
        .withMessageNotContaining("secret");
  }

  @Test
  void services_ofOneProcess_areToldWhere() {
    FleetPlan plan = plan(true, Optional.empty());
    EngineService risk = EngineService.named("risk");
    for (String[] arguments : List.of(plan.hubArguments(), plan.engineArguments(risk))) {
      assertThat(arguments)
          .contains(
              "--nautilus.bus.market-data-url=" + MARKET_DATA,
              "--nautilus.bus.engine-logic-url=" + ENGINE_LOGIC);
    }
  }

  @Test
  void engines_thatAreProcesses_showNobodyThePassword() {
    FleetPlan plan = plan(true, Optional.of("256m"));
    assertThat(plan.engineArguments(EngineService.named("risk")))
        .noneMatch(argument -> argument.contains("secret") || argument.contains("-data-url"));
  }

  @Test
  void main_isNeededUnlessEverybodyBeginsElsewhere() {
    assertThat(plan(true, Optional.empty()).needsMain()).isFalse();
    assertThat(plan(false, Optional.empty()).needsMain()).isTrue();
  }

  @Test
  void state_saysWhereWithoutSecretsAndTheEnvironmentAddsThem() {
    FleetPlan plan = plan(true, Optional.empty());
    new FleetState(plan).write(FleetState.READY);
    Map<String, String> state = plan.run().readState().orElseThrow();
    assertThat(state.toString()).contains("c1:7000,c2:7000").doesNotContain("secret");
    assertThat(new FleetState(plan).summary(1)).contains("c1:7000").doesNotContain("secret");
    assertThat(FleetState.isWithoutMain(state)).isTrue();

    Optional<BusAddress> plain = Servers.elsewhere(state, RedisRole.MARKET_DATA, _ -> null);
    assertThat(plain.map(BusAddress::isCluster)).contains(true);
    Map<String, String> both =
        Map.of(NamedBuses.MARKET_DATA, MARKET_DATA, NamedBuses.ENGINE_LOGIC, ENGINE_LOGIC);
    assertThat(
            Servers.elsewhere(state, RedisRole.ENGINE_LOGIC, both::get).map(BusAddress::password))
        .contains("secret");
    assertThat(Servers.elsewhere(state, RedisRole.MAIN, both::get)).isEmpty();
  }
}
