package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.TlsMaterial;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BridgePropertiesTest {
  private static final BusAddress HUBS = new BusAddress("redis", 6381, "hub", "hubs", false);

  private static BridgeProperties properties(@Nullable String password) {
    return new BridgeProperties(
        true,
        null,
        null,
        null,
        "bridge",
        password,
        List.of(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        1_000);
  }

  @Test
  void address_withoutAPassword_isTheHubs() {
    assertThat(properties(null).address(null, HUBS)).isEqualTo(HUBS);
    assertThat(properties(" ").address(null, HUBS)).isEqualTo(HUBS);
  }

  @Test
  void address_withAPassword_isTheBridgesOwn() {
    assertThat(properties("its own\n").address(null, HUBS))
        .isEqualTo(new BusAddress("redis", 6381, "bridge", "its own", false));
    assertThat(properties("its own").address("rediss://other", HUBS))
        .isEqualTo(new BusAddress("other", 6381, "bridge", "its own", true));
  }

  @Test
  void address_whoseUrlNamesSomebody_isTheirs() {
    assertThat(properties("its own").address("redis://ann:hers@other:7", HUBS))
        .isEqualTo(new BusAddress("other", 7, "ann", "hers", false));
  }

  @Test
  void address_ofItsOwnBesideAHubWithTls_trustsWhatTheHubTrustsAndIsNeverPlain() {
    Supplier<TlsMaterial> material =
        () -> {
          throw new IllegalStateException("only whoever connects asks for it");
        };
    BusAddress hubs = new BusAddress("redis", 6381, "hub", "hubs", true, material);

    assertThat(properties("its own").address("rediss://other", hubs))
        .isEqualTo(new BusAddress("other", 6381, "bridge", "its own", true, material));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties("its own").address("redis://other", hubs))
        .withMessageContaining("write rediss://other:6381");
  }

  @Test
  void text_ofThem_hasNoSecret() {
    assertThat(properties("its own").toString()).doesNotContain("its own");
  }
}
