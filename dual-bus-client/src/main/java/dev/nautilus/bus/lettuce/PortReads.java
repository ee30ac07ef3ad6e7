package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.lettuce.PlaceConnections.Asked;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads streams and waits for what comes. Of a cluster those of several partitions beside each
/// other: a blocking read names keys of one slot, so there is one for each partition, which goes on
/// waiting while what others have brought is carried. The reading thread only.
final class PortReads {
  private final PortConnections connections;
  private final Map<String, Waiting> waiting = new HashMap<>();

  /// A read that was not answered yet, or whose answer was not taken.
  ///
  /// @param after where it reads from: who goes on from elsewhere does not want its answer
  private record Waiting(
      PlaceConnections place,
      Map<String, String> after,
      Asked<List<StreamMessage<String, byte[]>>> asked) {
    CompletableFuture<List<StreamMessage<String, byte[]>>> answer() {
      return asked.answers().get(0).toCompletableFuture();
    }
  }

  PortReads(PortConnections connections) {
    this.connections = connections;
  }

  /// Waits for entries behind these places. A partition that cannot be read holds up no other.
  ///
  /// @param after entry id by stream
  /// @param longest how long it waits
  /// @throws BusException when a partition cannot be read, and no other had anything
  List<StreamRow> read(Map<String, String> after, int count, Duration longest) {
    if (connections.address().isCluster()) {
      return readEach(after, count, longest);
    }
    Waiting one = begin("", after, count, longest);
    List<StreamRow> rows = new ArrayList<>();
    take(one, rows);
    return rows;
  }

  private List<StreamRow> readEach(Map<String, String> after, int count, Duration longest) {
    Map<String, Map<String, String>> byPlace = new LinkedHashMap<>();
    after.forEach(
        (stream, id) ->
            byPlace
                .computeIfAbsent(connections.place(stream), place -> new LinkedHashMap<>())
                .put(stream, id));
    waiting.keySet().retainAll(byPlace.keySet());
    BusException failed = null;
    for (Map.Entry<String, Map<String, String>> each : byPlace.entrySet()) {
      Waiting known = waiting.get(each.getKey());
      if (known == null || !known.after().equals(each.getValue())) {
        waiting.remove(each.getKey());
        try {
          waiting.put(each.getKey(), begin(each.getKey(), each.getValue(), count, longest));
        } catch (BusException e) {
          failed = e;
        }
      }
    }
    // Who cannot be asked is asked again after this.
    awaitAny(longest);
    List<StreamRow> rows = new ArrayList<>();
    BusException broken = take(rows);
    failed = broken == null ? failed : broken;
    if (rows.isEmpty() && failed != null) {
      throw failed;
    }
    return rows;
  }

  private Waiting begin(String place, Map<String, String> after, int count, Duration longest) {
    PlaceConnections there = connections.at(place);
    XReadArgs how = XReadArgs.Builder.block(longest).count(count);
    return new Waiting(there, after, there.read(redis -> redis.xread(how, offsets(after))));
  }

  private void awaitAny(Duration longest) {
    CompletableFuture<?>[] all =
        waiting.values().stream().map(Waiting::answer).toArray(CompletableFuture[]::new);
    if (all.length == 0) {
      return;
    }
    try {
      CompletableFuture.anyOf(all).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException seenBelow) {
      // Whichever it was is taken, or waited for the next time.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(
          BusException.Reason.CLOSED, connections.address() + ": interrupted", e);
    }
  }

  /// What has come.
  ///
  /// @return what went wrong with one of them; null when nothing did
  private @Nullable BusException take(List<StreamRow> rows) {
    BusException failed = null;
    for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
      Waiting each = all.next();
      if (!each.answer().isDone()) {
        continue;
      }
      all.remove();
      try {
        take(each, rows);
      } catch (BusException e) {
        failed = e;
      }
    }
    return failed;
  }

  private static void take(Waiting each, List<StreamRow> rows) {
    List<List<StreamMessage<String, byte[]>>> answers =
        each.place()
            .answers(
                each.asked(),
                failure -> {
                  throw failure;
                });
    for (StreamMessage<String, byte[]> entry : answers.get(0)) {
      rows.add(new StreamRow(entry.getStream(), entry.getId(), entry.getBody()));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static XReadArgs.StreamOffset<String>[] offsets(Map<String, String> after) {
    return after.entrySet().stream()
        .map(each -> XReadArgs.StreamOffset.from(each.getKey(), each.getValue()))
        .toArray(XReadArgs.StreamOffset[]::new);
  }
}
