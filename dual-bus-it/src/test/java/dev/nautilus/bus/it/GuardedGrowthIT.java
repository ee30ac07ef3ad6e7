package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Partitioning;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Under the ACL files of `redis/` the operator may give the buses more partitions, and an engine
/// may ask whether it may read them.
class GuardedGrowthIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEYS = 40;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "guarded.growth", Numbered.class).keyedBy(Numbered::key);

  private static DualBusClient client(GuardedBuses buses, String user, int partitions) {
    return DualBusClient.builder(new EngineType(user), user + "-1")
        .marketData(buses.of(Bus.MARKET_DATA).url(user))
        .engineLogic(buses.of(Bus.ENGINE_LOGIC).url(user))
        .options(BusClients.OPTIONS.toBuilder().partitions(partitions).build())
        .build();
  }

  private static void publish(GuardedBuses buses, int partitions, int from) {
    try (DualBusClient ml = client(buses, "ml", partitions)) {
      IntStream.range(from, from + KEYS)
          .mapToObj(n -> ml.publish(PULLED, new Numbered("k" + n, n)).toCompletableFuture())
          .toList()
          .forEach(one -> assertThat(one).succeedsWithin(PATIENCE));
    }
  }

  private static BusAddress operator(GuardedBuses buses, Bus bus) {
    return BusAddress.of(buses.of(bus).url("operator"), 6379);
  }

  @Test
  void operator_givesMorePartitions_andAnEngineReadsOldAndNew() throws IOException {
    Optional<Path> redis = GuardedRedis.onPath();
    assumeThat(redis).as("needs redis-server 7 or later on the PATH").isPresent();
    try (GuardedBuses buses = new GuardedBuses(redis.get(), "")) {
      DualBusClient before = client(buses, "risk", 1);
      before.subscribe(PULLED, message -> {});
      before.close();
      publish(buses, 1, 0);

      try (Partitioning partitioning =
          Partitioning.at(operator(buses, Bus.MARKET_DATA), operator(buses, Bus.ENGINE_LOGIC))) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(partitioning.grow(4)).isEqualTo(List.of()));
      }

      publish(buses, 4, KEYS);
      try (DualBusClient risk = client(buses, "risk", 4)) {
        assertThat(Recorder.on(risk, PULLED).await(2 * KEYS, PATIENCE)).hasSize(2 * KEYS);
      }
    }
  }
}
