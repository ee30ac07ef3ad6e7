package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The connections of a [StreamPort]: those to the one node; of a cluster those of each partition,
/// to whichever node has it. Any thread, but for what reads.
final class PortConnections implements AutoCloseable {
  /// Stands for what has no partition: any node will do.
  private static final String ANYWHERE = "{el}";

  private final RedisLink link;
  private final Map<String, PlaceConnections> places = new ConcurrentHashMap<>();
  private volatile boolean closed;

  PortConnections(BusAddress address, String clientName) {
    this.link =
        new RedisLink(NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, clientName);
  }

  BusAddress address() {
    return link.address();
  }

  /// What has a slot of its own: the hash tag of a key, or all of it. Empty where there is one
  /// node.
  ///
  /// @param key empty for any node
  String place(String key) {
    if (!address().isCluster()) {
      return "";
    }
    int open = key.indexOf('{');
    int end = key.indexOf('}', open + 1);
    if (open >= 0 && end >= 0) {
      return key.substring(open, end + 1);
    }
    return key.isEmpty() ? ANYWHERE : key;
  }

  /// The connections for a key.
  PlaceConnections at(String key) {
    if (closed) {
      throw new BusException(BusException.Reason.CLOSED, address() + ": closed");
    }
    return places.computeIfAbsent(
        place(key), place -> new PlaceConnections(place.isEmpty() ? link : link.at(place)));
  }

  /// Asks about a key, or about nothing in particular.
  <T> T ask(
      String key, Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    return at(key).ask(question);
  }

  /// Asks the same about many keys, each at its node. When one fails, what became of the others is
  /// not known.
  ///
  /// @return the answers in the same order
  <T> List<T> askAll(
      Collection<String> keys,
      BiFunction<RedisClusterAsyncCommands<String, byte[]>, String, RedisFuture<T>> question) {
    return askByKey(keys, key -> key, (redis, scripts, key) -> question.apply(redis, key));
  }

  /// The same of keys that Redis may refuse one by one.
  ///
  /// @param otherwise the answer instead, or throws
  <T> List<T> askAll(
      Collection<String> keys,
      BiFunction<RedisClusterAsyncCommands<String, byte[]>, String, RedisFuture<T>> question,
      Function<BusException, T> otherwise) {
    return askByKey(
        keys, key -> key, (redis, scripts, key) -> question.apply(redis, key), otherwise);
  }

  /// Asks the same about many things, each at the node of its key. When one fails, what became of
  /// the others is not known.
  ///
  /// @param keys the key of each
  /// @return the answers in the same order
  <S, T> List<T> askByKey(
      Collection<S> subjects, Function<S, String> keys, PlaceConnections.Question<S, T> question) {
    return askByKey(
        subjects,
        keys,
        question,
        failure -> {
          throw failure;
        });
  }

  /// The same of things that Redis may refuse one by one. Waits for none of them before all are
  /// asked.
  ///
  /// @param keys the key of each
  /// @param otherwise the answer instead of one that is refused, or throws
  /// @return the answers in the same order
  <S, T> List<T> askByKey(
      Collection<S> subjects,
      Function<S, String> keys,
      PlaceConnections.Question<S, T> question,
      Function<BusException, T> otherwise) {
    Map<PlaceConnections, List<S>> byPlace = new LinkedHashMap<>();
    for (S subject : subjects) {
      byPlace.computeIfAbsent(at(keys.apply(subject)), place -> new ArrayList<>()).add(subject);
    }
    Map<PlaceConnections, PlaceConnections.Asked<T>> asked = new LinkedHashMap<>();
    byPlace.forEach((place, those) -> asked.put(place, place.send(those, question)));
    Map<PlaceConnections, Iterator<T>> answers = new LinkedHashMap<>();
    asked.forEach((place, each) -> answers.put(place, place.answers(each, otherwise).iterator()));
    List<T> inOrder = new ArrayList<>(subjects.size());
    for (S subject : subjects) {
      Iterator<T> next = answers.get(at(keys.apply(subject)));
      if (next != null) {
        inOrder.add(next.next());
      }
    }
    return inOrder;
  }

  /// Ends what waits, too. Idempotent.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    places.values().forEach(PlaceConnections::close);
    link.close();
    NettyThreads.SHARED.release();
  }
}
