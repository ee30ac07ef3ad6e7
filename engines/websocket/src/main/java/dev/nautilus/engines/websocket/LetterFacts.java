package dev.nautilus.engines.websocket;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What engines gave up, on all three Redises. One thread at a time.
final class LetterFacts implements AutoCloseable {
  /// Letters shown of a queue, the oldest.
  private static final int SHOWN = 20;

  /// Finding queues walks over all keys. Main Redis may hold many that are not ours, so it is
  /// looked at every so many times only.
  private static final int MAIN_EVERY = 12;

  private final DualBusConnectionDetails buses;
  private final Map<BusAddress, DeadLetters> open = new LinkedHashMap<>();
  private Map<String, JsonNode> onMain = Map.of();
  private final AtomicInteger looks = new AtomicInteger();

  LetterFacts(DualBusConnectionDetails buses) {
    this.buses = buses;
  }

  /// The queues that are not empty, with their oldest letters.
  ///
  /// @param mainInUse whether an engine is on main Redis, or moves
  Map<String, JsonNode> queues(boolean mainInUse) {
    Map<String, JsonNode> rows = new LinkedHashMap<>(queues(buses.engineLogic()));
    rows.putAll(queues(buses.marketData()));
    if (!mainInUse) {
      forget(buses.main());
      onMain = Map.of();
      looks.set(0);
    } else if (looks.getAndIncrement() % MAIN_EVERY == 0) {
      onMain = queues(buses.main());
    }
    rows.putAll(onMain);
    return rows;
  }

  /// Something was taken out of a queue, so main Redis is looked at again as well.
  void changed() {
    looks.set(0);
  }

  private Map<String, JsonNode> queues(BusAddress address) {
    DeadLetters letters = open.get(address);
    if (letters == null) {
      letters = DeadLetters.at(address);
      open.put(address, letters);
    }
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (var queue : letters.queues().entrySet()) {
      ObjectNode row = JsonNodeFactory.instance.objectNode().put("letters", queue.getValue());
      ArrayNode oldest = row.putArray("oldest");
      letters.list(queue.getKey(), "0", SHOWN).forEach(letter -> add(oldest, letter));
      rows.put(queue.getKey().toString(), row);
    }
    return rows;
  }

  private static void add(ArrayNode oldest, DeadLetter letter) {
    oldest
        .addObject()
        .put("id", letter.id())
        .put("type", letter.type())
        .put("key", letter.key())
        .put("reason", letter.reason().name())
        .put("exception", letter.exception())
        .put("error", letter.error())
        .put("attempts", letter.attempts())
        .put("lastFailedAt", letter.lastFailedAt().toString());
  }

  private void forget(BusAddress address) {
    DeadLetters gone = open.remove(address);
    if (gone != null) {
      gone.close();
    }
  }

  @Override
  public void close() {
    open.values().forEach(DeadLetters::close);
    open.clear();
  }
}
