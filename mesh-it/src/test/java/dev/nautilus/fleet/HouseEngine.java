package dev.nautilus.fleet;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// An engine of a team's own, which counts news and keeps its count, in two versions.
final class HouseEngine {
  private static final String NAME = "house";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private HouseEngine() {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Older {
    @Bean
    EngineDefinition house() {
      return definition(1);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Newer {
    @Bean
    EngineDefinition house() {
      return definition(2);
    }
  }

  private static EngineDefinition definition(int version) {
    AtomicLong count = new AtomicLong();
    return EngineDefinition.named(NAME)
        .on(MessageType.NEWS, (_, _) -> count.incrementAndGet())
        .keeps(
            StateCodec.of(
                version, "news", out -> out.whole(count.get()), in -> count.set(in.whole())))
        .snapshot(() -> List.of(count.get()))
        .build();
  }

  /// Starts it in this process, beside a fleet.
  static ConfigurableApplicationContext start(FleetPlan plan, Class<?> version) {
    return EngineApplication.run(
        version,
        NAME,
        "--server.port=0",
        "--spring.data.redis.repositories.enabled=false",
        "--nautilus.bus.market-data-url=" + plan.busUrl(RedisRole.MARKET_DATA),
        "--nautilus.bus.engine-logic-url=" + plan.busUrl(RedisRole.ENGINE_LOGIC),
        "--nautilus.bus.main-url=" + plan.busUrl(RedisRole.MAIN),
        "--MARKETDATA_HUB_HOST=127.0.0.1",
        "--MARKETDATA_HUB_PORT=" + plan.ports().of(FleetPorts.HUB));
  }

  /// Starts it, and stops it once it is ready: its state is kept.
  static void runAndStop(FleetPlan plan, Class<?> version) {
    try (ConfigurableApplicationContext running = start(plan, version)) {
      await().atMost(PATIENCE).until(() -> running.getBean(RunningEngine.class).isReady());
    }
  }
}
