package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Layout;
import dev.nautilus.bus.BusAddress.Node;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says where the next connection goes. Any thread.
final class NodeFinder {
  private static final String MASTER = "master";

  private final BusAddress address;
  private final RedisURI uri;
  private final @Nullable ClusterMap map;
  private final String place;

  private NodeFinder(BusAddress address, RedisURI uri, @Nullable ClusterMap map, String place) {
    this.address = address;
    this.uri = uri;
    this.map = map;
    this.place = place;
  }

  static NodeFinder of(
      RedisClient client, BusAddress address, Duration timeout, String clientName) {
    RedisURI.Builder uri =
        RedisURI.builder().withSsl(address.tls()).withClientName(clientName).withTimeout(timeout);
    if (address.layout() instanceof Layout.Sentinel sentinel) {
      uri.withSentinelMasterId(sentinel.master());
      for (Node node : address.nodes()) {
        uri.withSentinel(
            RedisURI.builder()
                .withHost(node.host())
                .withPort(node.port())
                .withSsl(address.tls())
                .withTimeout(timeout)
                .build());
      }
    } else {
      uri.withHost(address.host()).withPort(address.port());
    }
    String password = address.password();
    String user = address.username();
    if (password != null && user == null) {
      uri.withPassword(password.toCharArray());
    } else if (password != null) {
      uri.withAuthentication(user, password.toCharArray());
    }
    RedisURI first = uri.build();
    ClusterMap map =
        address.isCluster() ? new ClusterMap(client, address, node -> of(first, node)) : null;
    return new NodeFinder(address, first, map, "");
  }

  private static RedisURI of(RedisURI like, Node node) {
    return RedisURI.builder(like).withHost(node.host()).withPort(node.port()).build();
  }

  /// The nodes that the address names.
  List<RedisURI> seeds() {
    return address.nodes().stream().map(node -> of(uri, node)).toList();
  }

  /// The masters of a cluster that have slots now; none where there is no cluster.
  ///
  /// @throws io.lettuce.core.RedisException when that is not to be found out
  Set<Node> masters() {
    ClusterMap known = map;
    return known == null ? Set.of() : known.masters();
  }

  /// A node of a cluster.
  RedisURI uri(Node node) {
    return of(uri, node);
  }

  /// Finds the node of a cluster that has a key's slot.
  NodeFinder at(String key) {
    return new NodeFinder(address, uri, map, key);
  }

  /// The key; empty where there is none.
  String place() {
    return place;
  }

  /// Where Lettuce connects to; with sentinels it asks them first. Of a cluster the node that has
  /// the key's slot now, found out by asking: may wait.
  ///
  /// @throws io.lettuce.core.RedisException when that is not to be found out
  RedisURI uri() {
    ClusterMap known = map;
    return known == null ? uri : known.ownerOf(SlotHash.getSlot(place));
  }

  /// Sentinels name a node as master for a moment before it is, and one that has stepped down may
  /// be connected to still: what it is asked to write it would refuse.
  ///
  /// @throws RedisConnectionException when the node is a replica; the connection is closed
  <C extends StatefulRedisConnection<String, byte[]>> C requireMaster(C fresh) {
    if (!address.isReplicated()) {
      return fresh;
    }
    String role = "nobody";
    try {
      List<Object> said = fresh.sync().role();
      role = said.isEmpty() ? role : text(said.get(0));
    } catch (RedisCommandExecutionException forbidden) {
      // Then it shows with the first write.
      role = MASTER;
    } finally {
      if (!role.equals(MASTER)) {
        fresh.closeAsync().exceptionally(failure -> null);
      }
    }
    if (!role.equals(MASTER)) {
      throw new RedisConnectionException(
          address + ": the node that is to be master is a " + role + " still, or again");
    }
    return fresh;
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }
}
