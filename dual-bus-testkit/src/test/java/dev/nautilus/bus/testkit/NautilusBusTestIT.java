package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The first test leaves a mess; the second finds none of it.
@NautilusBusTest(appendOnly = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NautilusBusTestIT {
  private final List<DualBusClient> leftOpen = new ArrayList<>();
  private int port;

  @BeforeAll
  void servers_beforeAllTests_areThere(BusServers servers) {
    port = servers.engineLogic().port();
    assertThat(servers.engineLogic().command("CONFIG", "GET", "appendonly"))
        .isEqualTo(List.of("appendonly", "yes"));
  }

  @Test
  @Order(1)
  void test_faultsDataAndOpenClients_areLeftBehind(BusServers servers, BusClients clients) {
    leftOpen.add(clients.client(EngineType.RISK, "risk-1"));
    servers.engineLogic().command("SET", "left", "behind");
    servers.main().pause();
    servers.marketData().kill();

    assertThat(servers.marketData().isHealthy()).isFalse();
  }

  @Test
  @Order(2)
  void test_afterAnother_findsHealthyEmptyServersAndNoOpenClient(BusServers servers) {
    assertThat(servers.engineLogic().port()).isEqualTo(port);
    assertThat(servers.main().isHealthy()).isTrue();
    assertThat(servers.marketData().isHealthy()).isTrue();
    assertThat(servers.engineLogic().command("GET", "left")).isNull();
    assertThat(leftOpen)
        .singleElement()
        .satisfies(
            client ->
                assertThat(client.health(ContractStage.PULLED.bus()).status())
                    .isEqualTo(BusHealth.Status.DOWN));
  }

  @Nested
  class Inside {
    @Test
    void nested_class_sharesTheServers(BusServers servers) {
      assertThat(servers.engineLogic().port()).isEqualTo(port);
    }
  }

  @AfterAll
  void servers_afterAllTests_stillAnswer(BusServers servers) {
    assertThat(servers.main().command("PING")).isEqualTo("PONG");
  }
}
