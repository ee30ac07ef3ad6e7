package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Node;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The masters of a cluster, each by its INFO.
final class ClusterBusServer implements BusServer {
  private final MasterLinks masters;

  ClusterBusServer(BusAddress address) {
    this.masters = new MasterLinks(address, "server figures");
  }

  @Override
  public ServerLoad.Sight look() {
    long now = System.nanoTime();
    return all(redis -> redis.info()).stream()
        .map(info -> InfoRow.ofText(info).sight(now))
        .reduce(ServerLoad.Sight::plus)
        .orElseThrow();
  }

  @Override
  public Map<String, Optional<ServerLoad.Sight>> lookAtEach() {
    Map<String, Optional<ServerLoad.Sight>> sights = new LinkedHashMap<>();
    masters
        .askEach(redis -> redis.info())
        .forEach(
            (node, info) ->
                sights.put(
                    node.toString(),
                    info.map(text -> InfoRow.ofText(text).sight(System.nanoTime()))));
    return sights;
  }

  @Override
  public boolean writesToDisk() {
    return all(redis -> redis.info("persistence")).stream().anyMatch(InfoRow::appendsToDisk)
        // A user who may not ask is told of the log only.
        || masters.askEach(redis -> redis.configGet("save")).values().stream()
            .flatMap(Optional::stream)
            .anyMatch(InfoRow::savesBySchedule);
  }

  /// @throws BusException when a master does not answer
  private <T> Collection<T> all(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    List<T> all = new ArrayList<>();
    for (Map.Entry<Node, Optional<T>> each : masters.askEach(question).entrySet()) {
      all.add(
          each.getValue()
              .orElseThrow(
                  () ->
                      new BusException(
                          BusException.Reason.OUTCOME_UNKNOWN,
                          each.getKey() + ", a master of the cluster, does not answer")));
    }
    return all;
  }

  @Override
  public void close() {
    masters.close();
  }
}
