package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Node;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Which node of a cluster has which slot. Asked for again with each new connection, one node after
/// the other: who has lost a node has to find the next one, and a node that is cut off tells what
/// was. Any thread.
final class ClusterMap {
  /// Connections that break together ask once.
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(200);

  private static final String OWNER_UNKNOWN = "?";

  private final RedisClient client;
  private final BusAddress address;
  private final Function<Node, RedisURI> uris;
  private final Set<Node> nodes = new LinkedHashSet<>();
  private List<Slots> owners = List.of();
  private long askedAtNanos = System.nanoTime() - FRESH;
  private int turn;

  /// Slots of one node, the last one included.
  private record Slots(long first, long last, Node owner) {}

  /// @param uris how a node is connected to
  ClusterMap(RedisClient client, BusAddress address, Function<Node, RedisURI> uris) {
    this.client = client;
    this.address = address;
    this.uris = uris;
    this.nodes.addAll(address.nodes());
  }

  /// Where the master is that has a slot now.
  ///
  /// @throws RedisException when no node answers, or none has the slot
  synchronized RedisURI ownerOf(int slot) {
    refresh();
    for (Slots each : owners) {
      if (each.first() <= slot && slot <= each.last()) {
        return uris.apply(each.owner());
      }
    }
    throw new RedisConnectionException(address + ": no node has slot " + slot + " now");
  }

  /// The masters that have slots now, also one that has died and was not replaced yet.
  ///
  /// @throws RedisException when no node answers, or none has slots
  synchronized Set<Node> masters() {
    refresh();
    if (owners.isEmpty()) {
      throw new RedisConnectionException(address + ": no node has slots now");
    }
    Set<Node> masters = new LinkedHashSet<>();
    owners.forEach(each -> masters.add(each.owner()));
    return masters;
  }

  private void refresh() {
    if (System.nanoTime() - askedAtNanos >= FRESH) {
      ask();
      askedAtNanos = System.nanoTime();
    }
  }

  private void ask() {
    List<Node> all = new ArrayList<>(nodes);
    RedisException last = new RedisConnectionException(address + ": no node answers");
    for (int i = 0; i < all.size(); i++) {
      Node node = all.get(Math.floorMod(turn + i, all.size()));
      try {
        owners = ask(node);
        turn += i + 1;
        // Those that have left would be waited for.
        nodes.clear();
        nodes.addAll(address.nodes());
        owners.forEach(each -> nodes.add(each.owner()));
        return;
      } catch (RedisCommandExecutionException e) {
        if (String.valueOf(e.getMessage()).contains("cluster support disabled")) {
          throw new RedisConnectionException(
              node + " is no node of a cluster: say redis:// or redis-sentinel://", e);
        }
        last = e;
      } catch (RedisException e) {
        last = e;
      }
    }
    throw last;
  }

  private List<Slots> ask(Node node) {
    try (StatefulRedisConnection<String, String> connection =
        RedisLink.explained(() -> client.connect(StringCodec.UTF8, uris.apply(node)), address)) {
      List<Slots> found = new ArrayList<>();
      for (Object each : connection.sync().clusterSlots()) {
        List<?> range = (List<?>) each;
        List<?> master = (List<?>) range.get(2);
        String host = String.valueOf(master.get(0));
        boolean unknown = host.isEmpty() || host.equals(OWNER_UNKNOWN) || host.equals("null");
        found.add(
            new Slots(
                number(range.get(0)),
                number(range.get(1)),
                new Node(unknown ? node.host() : host, (int) number(master.get(1)))));
      }
      return found;
    }
  }

  private static long number(Object value) {
    return Long.parseLong(String.valueOf(value));
  }
}
