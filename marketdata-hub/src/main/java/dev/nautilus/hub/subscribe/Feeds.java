package dev.nautilus.hub.subscribe;

import dev.nautilus.hub.desk.Echo;
import dev.nautilus.hub.desk.Outlet;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.MarketDatum;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hands each new value to those who follow its topic here, not on the bus.
final class Feeds implements Outlet, Echo {
  private final ConcurrentHashMap<Topic, List<Feed>> byTopic = new ConcurrentHashMap<>();

  void open(Feed feed, Collection<Topic> topics) {
    for (Topic topic : topics) {
      byTopic.compute(
          topic,
          (_, before) -> {
            List<Feed> feeds = before == null ? new CopyOnWriteArrayList<>() : before;
            feeds.add(feed);
            return feeds;
          });
    }
  }

  /// Hands nothing to this feed any more.
  void forget(Feed feed) {
    for (Topic topic : byTopic.keySet()) {
      byTopic.computeIfPresent(
          topic,
          (_, feeds) -> {
            feeds.remove(feed);
            return feeds.isEmpty() ? null : feeds;
          });
    }
  }

  @Override
  public void accept(MarketDatum datum) {
    List<Feed> feeds = byTopic.get(new Topic(ServedType.of(datum), datum.instrument()));
    if (feeds != null) {
      feeds.forEach(feed -> feed.put(datum));
    }
  }

  @Override
  public void heard(MarketDatum datum) {
    accept(datum);
  }

  int topics() {
    return byTopic.size();
  }
}
