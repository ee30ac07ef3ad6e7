package dev.nautilus.engines.websocket;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.websocket.method.Documents;
import dev.nautilus.engines.websocket.method.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What sessions may subscribe to: the newest value of each key, or what happened last, and who
/// wants to hear of it. Confined to the engine thread.
final class Channel {
  private final ChannelShape shape;
  private final int kept;
  private final int mostKeys;
  private final LongSupplier ticker;
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final List<Subscriber> subscribers = new ArrayList<>();

  /// No key begins below: a number of a key that was forgotten never comes again.
  private long floor;

  private long order;
  private long older;
  private Instant lastAt = Instant.EPOCH;

  /// @param kept updates that are kept of each key
  /// @param mostKeys of more the one not heard of longest is forgotten
  /// @param ticker nanoseconds that only grow
  Channel(ChannelShape shape, int kept, int mostKeys, LongSupplier ticker) {
    this.shape = shape;
    this.kept = kept;
    this.mostKeys = mostKeys;
    this.ticker = ticker;
  }

  ChannelShape shape() {
    return shape;
  }

  /// A key has a new value, or something happened to it. A value with a lower version than the one
  /// before is old and left out.
  ///
  /// @param version 0 for none
  void set(TopicKey key, long version, Instant at, Supplier<JsonNode> document) {
    Topic topic = topic(key);
    if (!shape.events() && !topic.rises(version)) {
      older++;
      return;
    }
    add(topic, Update.of(place(topic, at), document));
    if (topics.size() > mostKeys) {
      Topic forgotten = topics.values().iterator().next();
      end(forgotten, at);
      topics.remove(forgotten.key().text());
      floor = Math.max(floor, forgotten.seq());
    }
  }

  /// A key has no value any more. Its number is remembered, in case it comes again.
  void remove(TopicKey key, Instant at) {
    Topic topic = topics.get(key.text());
    if (topic != null) {
      end(topic, at);
    }
  }

  private void end(Topic topic, Instant at) {
    Update newest = topic.newest();
    if (!shape.events() && newest != null && !newest.isGone()) {
      add(topic, Update.gone(place(topic, at)));
    }
  }

  /// The value is this table now: rows that are not in it go, rows that say the same stay.
  void setTable(Map<String, JsonNode> rows, Instant at) {
    for (String name : List.copyOf(topics.keySet())) {
      if (!rows.containsKey(name)) {
        remove(TopicKey.of(name), at);
      }
    }
    rows.forEach(
        (name, value) -> {
          Topic topic = topics.get(name);
          Update newest = topic == null ? null : topic.newest();
          JsonNode document = Documents.of(value);
          if (newest == null || !Documents.same(newest.document(), document)) {
            set(TopicKey.of(name), 0, at, () -> document);
          }
        });
  }

  /// The topic of a key, made the youngest.
  private Topic topic(TopicKey key) {
    Topic topic = topics.remove(key.text());
    if (topic == null) {
      topic = new Topic(key, floor, kept);
    }
    topics.put(key.text(), topic);
    return topic;
  }

  private Update.Place place(Topic topic, Instant at) {
    lastAt = at;
    return new Update.Place(topic.key().text(), topic.seq() + 1, ++order, at, ticker.getAsLong());
  }

  private void add(Topic topic, Update update) {
    topic.add(update);
    subscribers.removeIf(each -> !each.session().isOpen());
    for (Subscriber each : subscribers) {
      if (each.wants(topic.key())) {
        each.offer(update);
      }
    }
  }

  /// Begins a subscription: from here on it hears everything.
  ///
  /// @param first what the session is told before
  void join(Subscriber subscriber, boolean first) {
    List<Update> present = first ? present(subscriber) : List.of();
    subscriber.session().begin(subscriber.lane(), present);
    subscribers.add(subscriber);
  }

  /// What a session that comes back is told.
  ///
  /// @param from numbers by key; what is not in it is told whole
  Resumption resumption(Subscriber subscriber, Map<String, Long> from) {
    Resumption resumption = new Resumption(shape.events());
    topics.values().stream()
        .filter(topic -> subscriber.wants(topic.key()))
        .forEach(topic -> resumption.add(topic, from.getOrDefault(topic.key().text(), 0L)));
    from.forEach(
        (key, seq) -> {
          if (!topics.containsKey(key) && !shape.events()) {
            long next = Math.max(floor, seq) + 1;
            resumption.forgotten(
                Update.gone(new Update.Place(key, next, order, lastAt, ticker.getAsLong())), seq);
          }
        });
    return resumption;
  }

  /// The same number for every key that a subscription wants.
  Map<String, Long> sameForAll(Subscriber subscriber, long from) {
    Map<String, Long> all = new LinkedHashMap<>();
    topics.values().stream()
        .map(Topic::key)
        .filter(subscriber::wants)
        .forEach(key -> all.put(key.text(), from));
    return all;
  }

  /// Goes on with a subscription where the session was.
  void rejoin(Subscriber subscriber, Resumption resumption) {
    subscriber.session().resume(subscriber.lane(), resumption);
    subscribers.add(subscriber);
  }

  private List<Update> present(Subscriber subscriber) {
    return topics.values().stream()
        .filter(topic -> subscriber.wants(topic.key()))
        .flatMap(topic -> topic.updates().stream().filter(each -> isPresent(topic, each)))
        .sorted(Comparator.comparingLong(Update::order))
        .toList();
  }

  private boolean isPresent(Topic topic, Update update) {
    return shape.events() || (update == topic.newest() && !update.isGone());
  }

  /// Whether the same subscription is here already.
  boolean has(Subscriber wanted) {
    return subscribers.stream().anyMatch(wanted::isLike);
  }

  /// Ends the subscription of a session under a name.
  void leave(Session session, String name) {
    subscribers.removeIf(
        each -> each.session() == session && each.lane().settings().name().equals(name));
  }

  GatewayView.ChannelView view() {
    long open = subscribers.stream().filter(each -> each.session().isOpen()).count();
    return new GatewayView.ChannelView(shape, keys(), order, older, open);
  }

  private int keys() {
    return (int) topics.values().stream().filter(Channel::hasValue).count();
  }

  private static boolean hasValue(Topic topic) {
    Update newest = topic.newest();
    return newest != null && !newest.isGone();
  }

  /// Of a state only the newest value is kept over a restart, of events the last ones.
  void write(StateOutput out) {
    out.whole(floor).whole(order).whole(older).instant(lastAt);
    out.all(
        topics.values(),
        (to, topic) -> {
          to.text(topic.key().symbol()).text(topic.key().detail());
          to.whole(topic.seq()).whole(topic.version());
          List<Update> all = topic.updates();
          boolean newestOnly = !shape.events() && !all.isEmpty();
          to.all(newestOnly ? List.of(all.getLast()) : all, Channel::write);
        });
  }

  private static void write(StateOutput out, Update update) {
    out.whole(update.seq()).whole(update.order()).instant(update.at()).text(update.text());
  }

  void read(StateInput in) {
    floor = in.whole();
    order = in.whole();
    older = in.whole();
    lastAt = in.instant();
    topics.clear();
    in.all(
        from -> {
          TopicKey key = new TopicKey(from.text(), from.text());
          Topic topic = new Topic(key, from.whole(), kept);
          topic.rises(from.whole());
          from.all(each -> update(key, each)).forEach(topic::add);
          return topics.put(key.text(), topic) == null;
        });
  }

  private Update update(TopicKey key, StateInput in) {
    Update.Place place =
        new Update.Place(key.text(), in.whole(), in.whole(), in.instant(), ticker.getAsLong());
    String text = in.text();
    return text.isEmpty() ? Update.gone(place) : Update.of(place, () -> Documents.parse(text));
  }
}
