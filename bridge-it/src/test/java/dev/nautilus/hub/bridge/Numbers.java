package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.MarketData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What an engine handled of some [NumberFlow]s, by key in the order it came.
final class Numbers {
  private final Map<String, List<Integer>> byKey = new TreeMap<>();
  private final Map<String, List<Integer>> fresh = new TreeMap<>();
  private boolean held;

  void subscribe(DualBusClient bus, MessageType<?> type) {
    bus.subscribe(type, this::take);
  }

  /// From now on the handler waits with the message in hand.
  synchronized void hold() {
    held = true;
  }

  /// It goes on.
  synchronized void goOn() {
    held = false;
    notifyAll();
  }

  private synchronized void take(Message<?> message) throws InterruptedException {
    while (held) {
      wait();
    }
    String key;
    int number;
    if (message.payload() instanceof BacktestProgress progress) {
      key = progress.runId();
      number = (int) progress.events();
    } else if (message.payload() instanceof MarketData data) {
      key = data.instrument().value().toLowerCase(Locale.ROOT);
      number = (int) data.price();
    } else {
      throw new AssertionError("an unexpected " + message);
    }
    byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
    if (!message.envelope().redelivered()) {
      fresh.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
    }
  }

  /// All numbers of a flow.
  List<Integer> numbers(String name) {
    return of(byKey, name);
  }

  /// Those that came without a flag.
  List<Integer> notRedelivered(String name) {
    return of(fresh, name);
  }

  private synchronized List<Integer> of(Map<String, List<Integer>> map, String name) {
    List<Integer> all = new ArrayList<>();
    map.forEach(
        (key, numbers) -> {
          if (key.startsWith(name + "-")) {
            all.addAll(numbers);
          }
        });
    return all;
  }

  void awaitAll(NumberFlow flow, Duration patience) {
    await()
        .atMost(patience)
        .untilAsserted(() -> assertThat(numbers(flow.name())).containsAll(flow.confirmed()));
  }

  synchronized void assertInOrder() {
    byKey.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted());
  }

  synchronized void assertOnceAndInOrder() {
    byKey.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().doesNotHaveDuplicates());
  }
}
