package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.Partitioning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The number of partitions as `<bus>:meta` has it. Two connections, each opened anew by the call
/// that finds it broken.
final class LettucePartitioning implements Partitioning {
  /// What CLIENT LIST shows behind `nautilus-`.
  static final String SUBJECT = "partitions";

  private static final int MOST = 1024;
  private static final String MODES = "{el}:modes";

  private final Map<Bus, OperatorLink> links = new EnumMap<>(Bus.class);

  LettucePartitioning(BusAddress marketData, BusAddress engineLogic) {
    links.put(Bus.MARKET_DATA, new OperatorLink(marketData, SUBJECT));
    try {
      links.put(Bus.ENGINE_LOGIC, new OperatorLink(engineLogic, SUBJECT));
    } catch (BusException e) {
      close();
      throw e;
    }
  }

  @Override
  public Map<Bus, Integer> counts() {
    Map<Bus, Integer> counts = new EnumMap<>(Bus.class);
    links.forEach(
        (bus, link) -> {
          byte[] count =
              link.ask(redis -> redis.hget(StreamNames.meta(bus.prefix()), Growth.PARTITIONS));
          if (count != null) {
            counts.put(bus, Integer.valueOf(new String(count, StandardCharsets.UTF_8)));
          }
        });
    return counts;
  }

  @Override
  public List<String> grow(int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "partitions must be 1 to %d, was %d".formatted(MOST, count));
    }
    Map<Bus, Integer> before = counts();
    List<Growth> growths = new ArrayList<>();
    for (Bus bus : Bus.values()) {
      Integer from = before.get(bus);
      if (from == null || from != count) {
        // A bus that was never told has what a client has that was told nothing.
        growths.add(new Growth(bus, from == null ? 1 : from, count));
      }
    }
    List<String> obstacles = new ArrayList<>();
    for (Growth growth : growths) {
      obstacles.addAll(link(growth.bus()).ask(growth::obstacles));
    }
    if (!growths.isEmpty()) {
      obstacles.addAll(onMain());
    }
    if (obstacles.isEmpty()) {
      for (Growth growth : growths) {
        link(growth.bus()).ask(growth::carryOut);
      }
    }
    return obstacles;
  }

  private OperatorLink link(Bus bus) {
    OperatorLink link = links.get(bus);
    if (link == null) {
      throw new IllegalStateException("not connected to " + bus);
    }
    return link;
  }

  private List<String> onMain() {
    List<String> engines = new ArrayList<>();
    link(Bus.ENGINE_LOGIC)
        .ask(redis -> redis.hgetall(MODES))
        .forEach(
            (engine, mode) -> {
              if (!new String(mode, StandardCharsets.UTF_8).equals(EngineMode.DUAL.name())) {
                engines.add(engine);
              }
            });
    return engines.isEmpty()
        ? List.of()
        : List.of(
            "engines that are not on the buses alone (%s): the bridge keeps its place by stream; move each by ./nautilus migrate ENGINE DUAL first"
                .formatted(String.join(", ", engines.stream().sorted().toList())));
  }

  @Override
  public void close() {
    links.values().forEach(OperatorLink::close);
  }
}
