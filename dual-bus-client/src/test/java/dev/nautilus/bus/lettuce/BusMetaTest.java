package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusMetaTest {
  private final BusMeta meta =
      new BusMeta(Server.MARKET_DATA, new BusAddress("redis", 6380, null, null, false), 2);

  @Test
  void compare_theSame_isFine() {
    assertThat(meta.compare(Map.of("partitions", "2", "hash", "crc32c", "format", "1"))).isNull();
  }

  @Test
  void compare_fieldsOfALaterVersion_areNotOurs() {
    assertThat(meta.compare(Map.of("partitions", "2", "colour", "blue"))).isNull();
  }

  @Test
  void compare_anyDifference_namesBothValuesAndWhatToDo() {
    BusException refusal = meta.compare(Map.of("partitions", "2", "hash", "murmur3"));
    assertThat(refusal)
        .isNotNull()
        .hasMessageContaining("redis://redis:6380 is set up with hash murmur3")
        .hasMessageContaining("this client has crc32c")
        .hasMessageContaining("md:meta");
    assertThat(refusal.reason()).isEqualTo(BusException.Reason.UNUSABLE_SERVER);
    assertThat(refusal.isRetryable()).isFalse();
  }
}
