package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.ConsumerGroup;
import dev.nautilus.bus.ConsumerGroups;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the readers of one bus still owe, and what they gave up. One thread.
final class GroupSight implements AutoCloseable {
  private final String server;
  private final BusAddress address;
  private @Nullable ConsumerGroups groups;
  private @Nullable DeadLetters letters;
  private Map<String, Long> owed = Map.of();
  private Map<String, Long> dead = Map.of();

  GroupSight(String server, BusAddress address) {
    this.server = server;
    this.address = address;
  }

  /// Asks the server; what it does not answer stays as it was.
  void look() {
    try {
      owed = owed(groups());
      dead = dead(letters());
    } catch (BusException noAnswer) {
      // That it does not answer is another meter.
      close();
    }
  }

  private static Map<String, Long> owed(ConsumerGroups open) {
    Map<String, Long> byEngine = new TreeMap<>();
    for (ConsumerGroup group : open.list()) {
      byEngine.merge(engine(group.name()), group.pending() + group.lag().orElse(0), Long::sum);
    }
    return byEngine;
  }

  /// An engine that has no letters any more is shown with none, so that an alert ends.
  private Map<String, Long> dead(DeadLetters open) {
    Map<String, Long> byEngine = new TreeMap<>();
    owed.keySet().forEach(engine -> byEngine.put(engine, 0L));
    dead.keySet().forEach(engine -> byEngine.put(engine, 0L));
    for (Map.Entry<DeadLetterQueue, Long> queue : open.queues().entrySet()) {
      byEngine.merge(engine(queue.getKey().group()), queue.getValue(), Long::sum);
    }
    return byEngine;
  }

  /// A group of one instance is `engine.instance`; instances come and go, engines do not.
  private static String engine(String group) {
    int dot = group.indexOf('.');
    return dot < 0 ? group : group.substring(0, dot);
  }

  List<MultiGauge.Row<?>> owedRows() {
    return rows(owed);
  }

  List<MultiGauge.Row<?>> deadRows() {
    return rows(dead);
  }

  private List<MultiGauge.Row<?>> rows(Map<String, Long> byEngine) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    byEngine.forEach(
        (engine, count) ->
            rows.add(
                MultiGauge.Row.of(
                    Tags.of(Tag.SERVER.asString(), server, Tag.ENGINE.asString(), engine), count)));
    return rows;
  }

  private ConsumerGroups groups() {
    ConsumerGroups open = groups;
    if (open == null) {
      open = ConsumerGroups.at(address);
      groups = open;
    }
    return open;
  }

  private DeadLetters letters() {
    DeadLetters open = letters;
    if (open == null) {
      open = DeadLetters.at(address);
      letters = open;
    }
    return open;
  }

  @Override
  public void close() {
    ConsumerGroups some = groups;
    groups = null;
    if (some != null) {
      some.close();
    }
    DeadLetters others = letters;
    letters = null;
    if (others != null) {
      others.close();
    }
  }

  /// A meter whose rows come and go.
  static MultiGauge gauge(HubMeter meter, MeterRegistry registry) {
    return MultiGauge.builder(meter.getName()).baseUnit(meter.getBaseUnit()).register(registry);
  }
}
