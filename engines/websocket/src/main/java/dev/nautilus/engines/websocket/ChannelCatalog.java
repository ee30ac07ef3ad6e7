package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All channels, and which messages they are made of.
final class ChannelCatalog {
  private final Map<String, ChannelShape> shapes = new LinkedHashMap<>();
  private final Map<String, List<Route<?>>> routes = new LinkedHashMap<>();
  private final Map<String, MessageType<?>> types = new LinkedHashMap<>();

  private ChannelCatalog() {}

  static ChannelCatalog standard() {
    ChannelCatalog catalog = new ChannelCatalog();
    MarketChannels.addTo(catalog);
    SignalChannels.addTo(catalog);
    AccountChannels.addTo(catalog);
    OperatorChannels.addTo(catalog);
    return catalog;
  }

  /// Adds a channel and what it is made of.
  void add(ChannelShape shape, Route<?>... from) {
    if (shapes.putIfAbsent(shape.name(), shape) != null) {
      throw new IllegalArgumentException(
          "a channel must have a name of its own, was " + shape.name());
    }
    for (Route<?> route : from) {
      if (!route.channel().equals(shape.name())) {
        throw new IllegalArgumentException(
            "a route must lead to %s, was to %s".formatted(shape.name(), route.channel()));
      }
      types.put(route.type().name(), route.type());
      routes.computeIfAbsent(route.type().name(), each -> new ArrayList<>()).add(route);
    }
  }

  Collection<ChannelShape> shapes() {
    return List.copyOf(shapes.values());
  }

  /// A channel.
  ///
  /// @throws EngineException UNKNOWN when there is none of that name
  ChannelShape shape(String name) {
    ChannelShape shape = shapes.get(name);
    if (shape == null) {
      throw EngineException.unknown("channel", name, shapes.keySet());
    }
    return shape;
  }

  /// What is heard.
  Collection<MessageType<?>> types() {
    return List.copyOf(types.values());
  }

  /// Where a type goes.
  @SuppressWarnings("unchecked") // a route is filed under the name of its own type
  <P> List<Route<P>> routes(MessageType<P> type) {
    List<Route<?>> found = Objects.requireNonNullElse(routes.get(type.name()), List.of());
    return (List<Route<P>>) (List<?>) found;
  }
}
