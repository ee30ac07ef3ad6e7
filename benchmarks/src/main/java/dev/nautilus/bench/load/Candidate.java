package dev.nautilus.bench.load;

import static dev.nautilus.bench.load.Scenario.GROUPS_1;
import static dev.nautilus.bench.load.Scenario.GROUPS_10;
import static dev.nautilus.bench.load.Scenario.GROUPS_10_AT_15K;
import static dev.nautilus.bench.load.Scenario.GROUPS_10_AT_50K;
import static dev.nautilus.bench.load.Scenario.MARKET_10;
import static dev.nautilus.bench.load.Scenario.MARKET_10_AT_15K;
import static dev.nautilus.bench.load.Scenario.MARKET_10_AT_50K;
import static dev.nautilus.bench.load.Scenario.PUBLISH;
import static dev.nautilus.bench.load.Scenario.PUBLISH_DURABLE;

import dev.nautilus.bus.Linger;
import java.util.EnumSet;
import java.util.Set;

/// Who is measured, and in what.
public enum Candidate {
  /// The product through its public API, with default options: the linger adapts.
  DUAL_BUS("dual-bus-client, linger adaptive", EnumSet.allOf(Scenario.class), 1 << 15),
  /// The product told to wait for nothing.
  DUAL_BUS_NONE("dual-bus-client, linger none", EnumSet.allOf(Scenario.class), 1 << 15),
  /// What the JVM can do: bare sockets, the same frame size, nothing decoded.
  RAW_FRAMES("raw sockets, frames", EnumSet.allOf(Scenario.class), 1 << 15),
  /// Jedis, pipelined, one message an entry.
  JEDIS(
      "Jedis pipelined",
      EnumSet.of(PUBLISH, PUBLISH_DURABLE, GROUPS_1, GROUPS_10, GROUPS_10_AT_15K, GROUPS_10_AT_50K),
      1 << 15),
  /// Redisson streams in a batch, one message an entry.
  REDISSON(
      "Redisson RBatch",
      EnumSet.of(PUBLISH, GROUPS_1, GROUPS_10, GROUPS_10_AT_15K, GROUPS_10_AT_50K),
      1 << 15),
  /// spring-data-redis as its manual shows it. Too slow for the steady rates, so not asked.
  SPRING("spring-data-redis as documented", EnumSet.of(PUBLISH, GROUPS_1, GROUPS_10), 1 << 11),
  /// Lettuce PUBLISH, flushed in batches: nothing is kept, so nothing can be caught up.
  LETTUCE_PUBLISH(
      "Lettuce PUBLISH batched (keeps nothing)",
      EnumSet.of(PUBLISH, MARKET_10, MARKET_10_AT_15K, MARKET_10_AT_50K),
      1 << 15);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final Set<Scenario> scenarios;

  private final int window;

  Candidate(String title, Set<Scenario> scenarios, int window) {
    this.title = title;
    this.scenarios = scenarios;
    this.window = window;
  }

  /// As a row is headed.
  public String title() {
    return title;
  }

  /// Whether it is the product.
  public boolean isOurs() {
    return this == DUAL_BUS || this == DUAL_BUS_NONE;
  }

  /// Whether it is another client over streams, to be compared with.
  public boolean isStreamPeer() {
    return this == JEDIS || this == REDISSON || this == SPRING;
  }

  /// Whether it takes part.
  public boolean runs(Scenario scenario) {
    return scenarios.contains(scenario);
  }

  /// How many messages the publisher may be ahead of the slowest subscriber. Smaller for who is
  /// slow, or draining at the end would take longer than measuring.
  int window() {
    return window;
  }

  Contender open(int port, Scenario scenario) {
    return switch (this) {
      case DUAL_BUS -> new DualBusContender(port, scenario, Linger.adaptive());
      case DUAL_BUS_NONE -> new DualBusContender(port, scenario, Linger.none());
      case RAW_FRAMES -> new RawFrameContender(port, scenario);
      case JEDIS -> new JedisContender(port);
      case REDISSON -> new RedissonContender(port);
      case SPRING -> new SpringContender(port);
      case LETTUCE_PUBLISH -> new LettucePublishContender(port);
    };
  }
}
