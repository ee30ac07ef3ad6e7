package dev.nautilus.hub.subscribe;

import dev.nautilus.hub.desk.Demand;
import dev.nautilus.hub.desk.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All subscriptions, and what they add up to.
///
/// **Threads** Guarded by its own lock; the store is spoken to by [StoreKeeper] alone.
public final class Subscriptions {
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

  /// A renewal is told to the other hubs when it is longer by this part of a lease than what they
  /// know: streams renew every few seconds.
  private static final int PART_OF_A_LEASE = 20;

  private final Demand demand;
  private final Feeds feeds;
  private final SubscriptionProperties properties;
  private final InstantSource clock;
  private final Map<String, Following> byId = new LinkedHashMap<>();
  private final Map<String, List<Feed>> open = new HashMap<>();
  private final Map<String, Optional<Following>> unsaved = new LinkedHashMap<>();
  private volatile Runnable keeper = () -> {};

  /// What became of an attempt to subscribe.
  public sealed interface Made {
    /// It is made, or renewed.
    record Subscribed(Following following) implements Made {}

    /// There are too many already.
    ///
    /// @param detail what is full
    record Full(String detail) implements Made {}
  }

  Subscriptions(
      Demand demand, Feeds feeds, SubscriptionProperties properties, InstantSource clock) {
    this.demand = demand;
    this.feeds = feeds;
    this.properties = properties;
    this.clock = clock;
  }

  /// When a subscription made now ends by itself.
  public Instant leaseEnd() {
    return clock.instant().plus(properties.lease());
  }

  /// Subscribes; one with the same id is replaced, and so renewed.
  public synchronized Made make(Following following) {
    Set<Topic> all = topicsWithout(following.id());
    all.addAll(following.topics());
    if (!byId.containsKey(following.id()) && byId.size() >= properties.most()) {
      return new Made.Full("There are " + byId.size() + " subscriptions, more are not taken.");
    }
    if (all.size() > properties.mostTopics()) {
      return new Made.Full(
          "Subscriptions together may follow %d symbols and types."
              .formatted(properties.mostTopics()));
    }
    Following before = byId.put(following.id(), following);
    unsaved.put(following.id(), Optional.of(following));
    if (before == null || !before.topics().equals(following.topics())) {
      endFeeds(following.id());
      demand.follow(all);
    }
    return new Made.Subscribed(following);
  }

  /// Ends a subscription.
  ///
  /// @return whether there was one
  public synchronized boolean end(String id) {
    if (byId.remove(id) == null) {
      return false;
    }
    unsaved.put(id, Optional.empty());
    endFeeds(id);
    demand.follow(topicsWithout(id));
    return true;
  }

  /// The subscription of that id.
  public synchronized Optional<Following> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// How many there are.
  public synchronized int size() {
    return byId.size();
  }

  /// Opens a stream of what a subscription follows, from now on, for as long as somebody listens.
  ///
  /// @return empty when there is no such subscription
  public synchronized Optional<Feed> listen(String id) {
    Following following = byId.get(id);
    if (following == null) {
      return Optional.empty();
    }
    Feed feed = new Feed(properties.waiting());
    open.computeIfAbsent(id, _ -> new ArrayList<>()).add(feed);
    feeds.open(feed, following.topics());
    return Optional.of(feed);
  }

  /// Nobody listens to this stream any more.
  public synchronized void leave(String id, Feed feed) {
    List<Feed> here = open.get(id);
    if (here != null && here.remove(feed)) {
      feeds.forget(feed);
      if (here.isEmpty()) {
        open.remove(id);
      }
    }
    feed.end();
  }

  /// Somebody listens: the lease begins anew.
  public synchronized void renew(String id) {
    Following following = byId.get(id);
    if (following != null) {
      Following renewed = following.renewed(leaseEnd());
      byId.put(id, renewed);
      unsaved.put(id, Optional.of(renewed));
    }
  }

  /// Takes back what was subscribed to before the hub started.
  synchronized void recall(List<Following> stored) {
    for (Following each : stored) {
      if (each.until().isAfter(clock.instant()) && byId.size() < properties.most()) {
        byId.putIfAbsent(each.id(), each);
      } else {
        unsaved.putIfAbsent(each.id(), Optional.empty());
      }
    }
    demand.follow(topicsWithout(""));
    log.info("{} subscriptions go on", byId.size());
  }

  /// @param action writes down at once what changed
  void keepWith(Runnable action) {
    keeper = action;
  }

  /// Waits until what changed is written down, where another hub may have to know it.
  public void keep() {
    keeper.run();
  }

  /// Follows what another hub wrote down. What was heard here and is not written yet stays, in case
  /// the other does not live to write it.
  ///
  /// @return what was renewed here, by a stream of events, and is to be written down
  synchronized List<Following> mirror(List<Following> stored) {
    Map<String, Following> next = new LinkedHashMap<>();
    stored.stream()
        .filter(each -> each.until().isAfter(clock.instant()))
        .forEach(each -> next.put(each.id(), each));
    List<Following> renewed = renewed(next);
    unsaved
        .entrySet()
        .removeIf(
            each ->
                each.getValue()
                    .map(mine -> isKnown(mine, next.get(mine.id())))
                    .orElse(!next.containsKey(each.getKey())));
    unsaved.forEach(
        (id, heard) -> heard.ifPresentOrElse(each -> next.put(id, each), () -> next.remove(id)));
    renewed.forEach(each -> next.put(each.id(), each));
    List<String> ended = open.keySet().stream().filter(id -> !next.containsKey(id)).toList();
    ended.forEach(this::endFeeds);
    if (!next.equals(byId)) {
      byId.clear();
      byId.putAll(next);
      demand.follow(topicsWithout(""));
    }
    return renewed;
  }

  private List<Following> renewed(Map<String, Following> stored) {
    Duration enough = properties.lease().dividedBy(PART_OF_A_LEASE);
    return unsaved.values().stream()
        .flatMap(Optional::stream)
        .filter(mine -> isLonger(mine, stored.get(mine.id()), enough))
        .toList();
  }

  /// Whether one ends now, unless it was renewed at another hub.
  synchronized boolean isOneOver() {
    Instant now = clock.instant();
    return byId.values().stream().anyMatch(each -> !each.until().isAfter(now));
  }

  /// Takes over what another hub wrote down as renewed.
  synchronized void lengthen(List<Following> stored) {
    for (Following each : stored) {
      byId.computeIfPresent(
          each.id(), (_, mine) -> each.until().isAfter(mine.until()) ? each : mine);
    }
  }

  private static boolean isLonger(Following mine, @Nullable Following stored, Duration enough) {
    return stored != null
        && isKnown(mine, stored)
        && mine.until().isAfter(stored.until().plus(enough));
  }

  private static boolean isKnown(Following heard, @Nullable Following stored) {
    return stored != null && stored.topics().equals(heard.topics());
  }

  /// Ends what was not renewed.
  synchronized void expire() {
    Instant now = clock.instant();
    List<String> over =
        byId.values().stream()
            .filter(each -> !each.until().isAfter(now))
            .map(Following::id)
            .toList();
    for (String id : over) {
      log.info("Subscription {} was not renewed and ends", id);
      end(id);
    }
  }

  /// Hands out what the store does not know yet, and takes back what it does not take.
  void save(Consumer<Map<String, Optional<Following>>> store) {
    Map<String, Optional<Following>> changes;
    synchronized (this) {
      changes = new LinkedHashMap<>(unsaved);
      unsaved.clear();
    }
    try {
      store.accept(changes);
    } catch (RuntimeException e) {
      synchronized (this) {
        changes.forEach(unsaved::putIfAbsent);
      }
      throw e;
    }
  }

  private void endFeeds(String id) {
    List<Feed> here = open.remove(id);
    if (here != null) {
      here.forEach(feeds::forget);
      here.forEach(Feed::end);
    }
  }

  private Set<Topic> topicsWithout(String id) {
    Set<Topic> topics = new LinkedHashSet<>();
    for (Following each : byId.values()) {
      if (!each.id().equals(id)) {
        topics.addAll(each.topics());
      }
    }
    return topics;
  }
}
