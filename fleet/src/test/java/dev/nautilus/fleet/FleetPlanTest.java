package dev.nautilus.fleet;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.TokenHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetPlanTest {
  @TempDir private Path folder;

  @Test
  void hubArguments_simulated_turnEveryVendorAwayFromTheInternet() {
    List<String> arguments = List.of(plan(VendorMode.SIMULATED, List.of()).hubArguments());
    assertThat(arguments)
        .contains(
            "--nautilus.vendors.ibkr.base-urls.api=http://127.0.0.1:8851/v1/api",
            "--nautilus.vendors.fred.base-urls.api=http://127.0.0.1:8853/fred",
            "--nautilus.vendors.fred.simulated=true",
            "--nautilus.vendors.sec-edgar.base-urls.data=http://127.0.0.1:8854",
            "--nautilus.vendors.data-gov.base-urls.catalog=http://127.0.0.1:8855",
            "--nautilus.vendors.dbnomics.base-urls.api=http://127.0.0.1:8857/v22",
            "--nautilus.vendors.yahoo-finance.base-urls.query=http://127.0.0.1:8858",
            "--nautilus.vendors.yahoo-finance.simulated=true",
            "--nautilus.vendors.alpha-vantage.base-urls.api=http://127.0.0.1:8852/query",
            "--nautilus.vendors.alpha-vantage.simulated=true",
            "--nautilus.vendors.trading-economics.base-urls.api=http://127.0.0.1:8856",
            "--nautilus.vendors.trading-economics.base-urls.stream=ws://127.0.0.1:8856",
            "--nautilus.vendors.trading-economics.simulated=true")
        .noneMatch(argument -> argument.contains("https:") || argument.contains("wss:"));
  }

  @Test
  void hubArguments_live_touchNoVendor() {
    assertThat(plan(VendorMode.LIVE, List.of()).hubArguments())
        .noneMatch(argument -> argument.contains("nautilus.vendors"));
  }

  @Test
  void arguments_everyService_listenOnLoopbackAndShareTheBuses() {
    FleetPlan plan = plan(VendorMode.SIMULATED, List.of());
    for (EngineService engine : EngineService.all()) {
      assertThat(plan.engineArguments(engine))
          .contains(
              "--server.port=" + engine.port(),
              "--server.address=127.0.0.1",
              "--nautilus.bus.market-data-url=redis://127.0.0.1:6380",
              "--nautilus.bus.engine-logic-url=redis://127.0.0.1:6381",
              "--MARKETDATA_HUB_PORT=8800");
    }
    assertThat(plan.hubArguments()).contains("--server.port=8800", "--server.address=127.0.0.1");
  }

  @Test
  void arguments_everyEngine_canBeMovedAndBeginsWhereItBelongs() {
    FleetPlan plan = plan(VendorMode.SIMULATED, List.of());
    FleetPlan migrated = plan(VendorMode.SIMULATED, List.of(), true);
    Set<String> onMain =
        Set.of("analytics", "backtesting", "risk", "marketdata", "vpin", "enhanced-vpin");
    for (EngineService engine : EngineService.all()) {
      String mode = onMain.contains(engine.name()) ? "legacy" : "dual";
      assertThat(plan.engineArguments(engine))
          .as(engine.name())
          .contains(
              "--nautilus.bus.mode=" + mode, "--nautilus.bus.main-url=redis://127.0.0.1:6379");
      assertThat(migrated.engineArguments(engine)).contains("--nautilus.bus.mode=dual");
    }
    assertThat(plan.hubArguments())
        .contains("--nautilus.hub.bridge.main-url=redis://127.0.0.1:6379")
        .noneMatch(argument -> argument.startsWith("--nautilus.bus.mode"));
  }

  @Test
  void arguments_withSymbols_tellHubAndEngines() {
    FleetPlan plan = plan(VendorMode.SIMULATED, List.of("AAPL", "EURUSD=X"));
    assertThat(plan.hubArguments()).contains("--nautilus.hub.watch.symbols=AAPL,EURUSD=X");
    for (EngineService engine : EngineService.all()) {
      String told = "--" + engine.prefix() + ".symbols=AAPL,EURUSD=X";
      assertThat(List.of(plan.engineArguments(engine)).contains(told))
          .as(engine.name())
          .isEqualTo(engine.tracksSymbols());
    }
  }

  @Test
  void arguments_console_knowEveryEngineAndTheHashOfTheTokenOnly() throws IOException {
    FleetPlan plan = plan(VendorMode.SIMULATED, List.of());
    EngineService console =
        EngineService.all().stream()
            .filter(engine -> engine.name().equals(EngineService.CONSOLE))
            .findFirst()
            .orElseThrow();
    List<String> arguments = List.of(plan.engineArguments(console));
    for (EngineService engine : EngineService.all()) {
      assertThat(arguments)
          .contains(
              "--nautilus.websocket.console.engine-ports." + engine.name() + "=" + engine.port());
    }
    Path file = folder.resolve("console.token");
    String token = Files.readString(file).strip();
    assertThat(token).hasSize(48);
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    assertThat(arguments)
        .contains(
            "--nautilus.websocket.access.tokens[0]=operator *,admin * sha256:"
                + TokenHash.of(token))
        .noneMatch(argument -> argument.contains(token));
    assertThat(plan(VendorMode.SIMULATED, List.of()).engineArguments(console))
        .as("the token outlasts a restart")
        .containsExactlyElementsOf(arguments);
  }

  @Test
  void portsNeeded_externalRedisAndLive_leavesOnlyOurServices() {
    FleetPlan plan =
        new FleetPlan(
            new RunFolder(folder),
            FleetPorts.wellKnown(),
            VendorMode.LIVE,
            true,
            List.of(),
            Duration.ofSeconds(1),
            false,
            Optional.empty());
    assertThat(plan.portsNeeded())
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("hub"), EngineService.all().stream().map(EngineService::name))
                .toList());
  }

  @Test
  void wellKnownPorts_areDistinct() {
    var ports = FleetPorts.wellKnown().byName().values();
    assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
  }

  @Test
  void port_ofNobody_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FleetPorts.wellKnown().of("nobody"));
  }

  @Test
  void serviceName_ofALogger_isItsServiceOrItsThread() {
    assertThat(ServiceName.ofLogger("dev.nautilus.hub.desk.Desk", "x")).isEqualTo("hub");
    assertThat(ServiceName.ofLogger("dev.nautilus.engines.features.method.Rsi", "x"))
        .isEqualTo("features");
    assertThat(ServiceName.ofLogger("org.apache.catalina.Server", "hub")).isEqualTo("hub");
    assertThat(ServiceName.ofLogger("org.apache.catalina.Server", "")).isEqualTo("-");
  }

  private FleetPlan plan(VendorMode mode, List<String> symbols) {
    return plan(mode, symbols, false);
  }

  private FleetPlan plan(VendorMode mode, List<String> symbols, boolean migrated) {
    return new FleetPlan(
        new RunFolder(folder),
        FleetPorts.wellKnown(),
        mode,
        false,
        symbols,
        Duration.ofSeconds(1),
        migrated,
        Optional.empty());
  }
}
