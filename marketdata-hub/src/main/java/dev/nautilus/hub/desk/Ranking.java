package dev.nautilus.hub.desk;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.message.Source;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which source is preferred for which type: the configured ones in their order, then the others in
/// the order in which they were found.
final class Ranking {
  private final Map<ServedType, List<VendorConnection>> byType = new EnumMap<>(ServedType.class);

  Ranking(List<VendorConnection> connections, RoutingProperties properties) {
    for (ServedType type : ServedType.values()) {
      List<Source> order = properties.of(type);
      Comparator<VendorConnection> place =
          Comparator.comparingInt(each -> placeIn(order, each.source()));
      byType.put(type, connections.stream().sorted(place).toList());
    }
  }

  /// Refuses an order that names a source which does not exist.
  ///
  /// @throws IllegalArgumentException if it does
  static void check(RoutingProperties properties, Collection<Source> known) {
    properties
        .order()
        .forEach(
            (type, order) ->
                order.stream()
                    .filter(source -> !known.contains(source))
                    .findFirst()
                    .ifPresent(
                        source -> {
                          throw new IllegalArgumentException(
                              "nautilus.hub.routing.order.%s must name sources among %s, was %s"
                                  .formatted(
                                      type.wireName(),
                                      known.stream()
                                          .sorted(Comparator.comparing(Source::name))
                                          .toList(),
                                      source));
                        }));
  }

  /// All connections, the preferred first.
  Stream<VendorConnection> of(ServedType type) {
    return byType.getOrDefault(type, List.of()).stream();
  }

  /// 0 for the most preferred; a source without a connection comes last.
  int rank(ServedType type, Source source) {
    List<VendorConnection> order = byType.getOrDefault(type, List.of());
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).source().equals(source)) {
        return i;
      }
    }
    return order.size();
  }

  private static int placeIn(List<Source> order, Source source) {
    int place = order.indexOf(source);
    return place < 0 ? order.size() : place;
  }
}
