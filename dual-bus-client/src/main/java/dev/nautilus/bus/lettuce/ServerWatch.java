package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.message.SystemAlert;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the lanes of a bus find out about their server, and what follows from it for all of them:
/// whether it is the one they know, set up as they are, and has memory left. Any thread.
final class ServerWatch {
  private final BusMeta meta;
  private final Function<String, Incarnation> incarnations;
  private final Map<String, Incarnation> byPlace = new ConcurrentHashMap<>();
  private final MemoryWatch memory = new MemoryWatch();
  private final @Nullable Commands whole;
  private final long timeoutMillis;
  private final CompletableFuture<@Nullable Void> greeted = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<Incarnation.Sight> replacements =
      new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();
  private volatile boolean publishing;
  private volatile Runnable wake = () -> {};

  /// @param incarnations by the key whose node they are about; empty where there is one node
  /// @param whole reaches all nodes of a cluster; null where there is none
  ServerWatch(
      BusMeta meta,
      Function<String, Incarnation> incarnations,
      @Nullable Commands whole,
      long timeoutMillis) {
    this.meta = meta;
    this.incarnations = incarnations;
    this.whole = whole;
    this.timeoutMillis = timeoutMillis;
  }

  /// Who is woken when there is something to do.
  void onNews(Runnable waker) {
    this.wake = waker;
  }

  /// To be called by a writer with each new connection, before it sends anything. One that may not
  /// be used is closed.
  ///
  /// @param place the key whose node it leads to; empty where there is one node
  /// @throws BusException UNUSABLE_SERVER when the bus is set up otherwise than this client
  StatefulRedisConnection<String, byte[]> greeted(
      StatefulRedisConnection<String, byte[]> fresh, String place) throws InterruptedException {
    boolean welcome = false;
    try {
      meet(Questions.over(fresh.async(), timeoutMillis), place);
      welcome = true;
      return fresh;
    } catch (BusException e) {
      if (e.reason() == BusException.Reason.UNUSABLE_SERVER) {
        greeted.complete(null);
      }
      throw e;
    } finally {
      if (!welcome) {
        fresh.closeAsync().exceptionally(failure -> null);
      }
      wake.run();
    }
  }

  private void meet(Questions redis, String place) throws InterruptedException {
    if (!place.isEmpty() && isStream(place)) {
      BusException refusal = refusal();
      if (refusal != null || !greeted.isDone()) {
        throw refusal != null
            ? refusal
            : new BusException(BusException.Reason.NOT_SENT, "the cluster was not met yet");
      }
      look(redis, place);
      return;
    }
    if (place.isEmpty()) {
      look(redis, place);
    }
    agree(redis);
    greeted.complete(null);
  }

  private static boolean isStream(String place) {
    return place.startsWith("{");
  }

  private void agree(Questions redis) throws InterruptedException {
    meta.agree(whole == null ? redis : Questions.over(whole, timeoutMillis));
  }

  /// Looks whether the server, or a node, is another one; then it may be set up otherwise too.
  ///
  /// @param redis reaches all nodes
  /// @throws BusException UNUSABLE_SERVER when the bus is set up otherwise than this client
  void look(Questions redis) throws InterruptedException {
    for (String place : byPlace.keySet()) {
      look(redis, place);
    }
  }

  private void look(Questions redis, String place) throws InterruptedException {
    Incarnation.Sight sight = byPlace.computeIfAbsent(place, incarnations).look(redis);
    if (sight != Incarnation.Sight.SAME) {
      replacements.add(sight);
      agree(redis);
    }
  }

  /// Done when a writer has met the server, well or not.
  CompletableFuture<@Nullable Void> greeted() {
    return greeted;
  }

  /// Somebody publishes: from now on memory is watched every second, until nobody does for one.
  void published() {
    if (!publishing) {
      publishing = true;
    }
    wake.run();
  }

  /// Whether somebody published since this was asked last.
  boolean takePublished() {
    boolean was = publishing;
    publishing = false;
    return was;
  }

  /// To be called by a writer whose write Redis refused.
  void refused(String message) {
    if (Refusal.isOutOfMemory(message)) {
      memory.refused();
      wake.run();
    }
  }

  /// Something that whoever looks after the bus should know.
  record Report(SystemAlert.Severity severity, String code, String detail) {}

  /// Passes it on.
  void report(SystemAlert.Severity severity, String code, String detail) {
    reports.add(new Report(severity, code, detail));
    wake.run();
  }

  /// The next one that was not passed on; null when there is none.
  @Nullable Report takeReport() {
    return reports.poll();
  }

  /// The next replacement of the server that nobody has dealt with; null when there is none.
  Incarnation.@Nullable Sight takeReplacement() {
    return replacements.poll();
  }

  /// Why this client may not use the bus; null while it may.
  @Nullable BusException refusal() {
    return meta.refusal();
  }

  MemoryWatch memory() {
    return memory;
  }
}
