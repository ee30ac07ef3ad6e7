package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.websocket.method.Lane;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// What all channels hold, and who hears of it. Confined to the engine thread, which is why a
/// session gets the present state and then each change, with nothing lost or told twice between.
final class ChannelBook {
  private final ChannelCatalog catalog;
  private final Map<String, Channel> channels = new LinkedHashMap<>();

  ChannelBook(ChannelCatalog catalog, WebsocketProperties properties, LongSupplier ticker) {
    this.catalog = catalog;
    // A misspelt name would leave a channel unlimited.
    properties.channelHz().keySet().forEach(catalog::shape);
    for (ChannelShape shape : catalog.shapes()) {
      channels.put(
          shape.name(),
          new Channel(shape, properties.keptUpdates(), properties.mostKeys(), ticker));
    }
  }

  /// A message goes into its channels.
  <P> void take(MessageType<P> type, Message<P> message) {
    Instant at = message.envelope().sentAt();
    P payload = message.payload();
    for (Route<P> route : catalog.routes(type)) {
      if (route.taken().test(payload)) {
        Channel channel = channel(route.channel());
        TopicKey key = route.key().apply(payload);
        if (route.ends().test(payload)) {
          channel.remove(key, at);
        } else {
          channel.set(
              key, route.version().applyAsLong(payload), at, () -> route.document().apply(payload));
        }
      }
    }
  }

  /// What was found out elsewhere, table by table.
  void setTables(Map<String, Map<String, JsonNode>> tables, Instant at) {
    tables.forEach((name, rows) -> channel(name).setTable(rows, at));
  }

  /// Something happened of which no message tells.
  void note(String channel, TopicKey key, JsonNode document, Instant at) {
    channel(channel).set(key, 0, at, () -> document);
  }

  /// Begins a subscription, in the place of one of the same name.
  void subscribe(Subscriber subscriber, boolean snapshot, String answer) {
    Channel channel = leaveBefore(subscriber);
    subscriber.session().say(answer);
    channel.join(subscriber, snapshot);
  }

  /// Goes on with a subscription where its session was.
  ///
  /// @param from number of the last update it has, by key
  void resume(Subscriber subscriber, Map<String, Long> from, Answers.OfResume answer) {
    Channel channel = leaveBefore(subscriber);
    Resumption resumption = channel.resumption(subscriber, from);
    subscriber.session().say(answer.of(resumption.toldWhole()));
    channel.rejoin(subscriber, resumption);
  }

  private Channel leaveBefore(Subscriber subscriber) {
    leave(subscriber.session(), subscriber.lane().settings().name());
    return channel(subscriber.lane().settings().channel());
  }

  /// Ends the subscription of a session under a name.
  void leave(Session session, String name) {
    channels.values().forEach(channel -> channel.leave(session, name));
  }

  /// Whether a session has this very subscription.
  boolean has(Session session, Lane.Settings settings, Set<String> symbols, Set<String> details) {
    return channel(settings.channel())
        .has(new Subscriber(session, new Lane(settings), symbols, details));
  }

  /// Names of all channels.
  List<String> names() {
    return List.copyOf(channels.keySet());
  }

  /// The newest number of each key of a channel, for a resume that names one number for all.
  Map<String, Long> sameForAll(Subscriber subscriber, long from) {
    return channel(subscriber.lane().settings().channel()).sameForAll(subscriber, from);
  }

  private Channel channel(String name) {
    return Objects.requireNonNull(channels.get(name), name);
  }

  GatewayView view() {
    return new GatewayView(channels.values().stream().map(Channel::view).toList());
  }

  /// What the state's layout depends on.
  String shape() {
    return "newest values and last updates by channel";
  }

  void write(StateOutput out) {
    out.all(
        channels.values(),
        (to, channel) -> {
          to.text(channel.shape().name());
          channel.write(to);
        });
  }

  /// Takes up a state; channels that it does not know stay empty.
  ///
  /// @throws IllegalArgumentException when it has a channel that is not here any more
  void read(StateInput in) {
    List<String> names =
        in.all(
            from -> {
              String name = from.text();
              Channel channel = channels.get(name);
              if (channel == null) {
                throw new IllegalArgumentException("a state must be of channels here, had " + name);
              }
              channel.read(from);
              return name;
            });
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("a state must have each channel once, had " + names);
    }
  }

  /// A channel's shape.
  ///
  /// @throws EngineException UNKNOWN when there is none of that name
  ChannelShape shape(String name) {
    return catalog.shape(name);
  }
}
