package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// No message type is there for nothing: somebody in the fleet says it, and somebody hears it.
class MeshTest {
  private static Mesh mesh;

  @BeforeAll
  static void lookAtTheFleet() {
    mesh = Mesh.ofTheFleet();
  }

  @Test
  void types_ofBothCatalogues_haveAPublisher() {
    List<String> unsaid =
        Catalogue.builtIn().stream()
            .filter(type -> mesh.publishers(type).isEmpty())
            .map(MessageType::name)
            .toList();
    assertThat(unsaid).as("types that nobody publishes").isEmpty();
  }

  @Test
  void types_ofBothCatalogues_haveAConsumer() {
    List<String> unheard =
        Catalogue.builtIn().stream()
            .filter(type -> mesh.consumers(type).isEmpty())
            .map(MessageType::name)
            .toList();
    assertThat(unheard).as("types that nobody consumes").isEmpty();
  }

  /// Two engines that act on one request would do it twice.
  @Test
  void orders_areAskedForByStrategyAlone() {
    assertThat(mesh.publishers(MessageType.ORDER_REQUEST)).isEqualTo(Set.of("strategy"));
    assertThat(mesh.consumers(MessageType.LIQUIDATION_REQUEST)).contains("strategy");
    assertThat(mesh.consumers(MessageType.LIQUIDATION_REQUEST)).doesNotContain("portfolio");
    assertThat(mesh.publishers(MessageType.FILL)).isEqualTo(Set.of("portfolio"));
  }

  /// What the look at the classes finds is what is there.
  @Test
  void types_ofHubAndClient_areFoundInTheirClasses() {
    assertThat(mesh.publishers(MessageType.QUOTE)).contains("Publisher");
    assertThat(mesh.consumers(MessageType.DATA_REQUEST)).isNotEmpty();
    assertThat(mesh.publishers(MessageType.ENGINE_HEALTH)).contains("Heartbeat");
    assertThat(mesh.publishers(MessageType.DATA_GAP)).contains("Notices", "marketdata");
  }
}
