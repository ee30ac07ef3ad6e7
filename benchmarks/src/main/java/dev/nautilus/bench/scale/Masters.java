package dev.nautilus.bench.scale;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bench.load.ServerCpu;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The Redis of one measurement: one by itself, or the masters of a cluster, without a disk and
/// without replicas. Confined to one thread.
final class Masters implements AutoCloseable {
  /// Streams of a family on a cluster: two for each of three masters.
  static final int PARTITIONS = 6;

  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = 16_384;
  private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final List<RedisServer> servers = new ArrayList<>();
  private final List<ServerCpu> cpus = new ArrayList<>();
  private final boolean cluster;

  private Masters(boolean cluster) {
    this.cluster = cluster;
  }

  /// One Redis that is no cluster.
  static Masters alone() {
    return started(new Masters(false), 1);
  }

  /// A cluster of so many masters, each with as many slots.
  static Masters cluster(int count) {
    return started(new Masters(true), count);
  }

  private static Masters started(Masters masters, int count) {
    try {
      for (int i = 0; i < count; i++) {
        masters.servers.add(masters.cluster ? RedisServer.startNode() : RedisServer.start(false));
      }
      if (masters.cluster) {
        masters.join();
      }
      masters.servers.forEach(server -> masters.cpus.add(new ServerCpu(server.port())));
      return masters;
    } catch (RuntimeException e) {
      masters.close();
      throw e;
    }
  }

  /// `redis-cli --cluster create` makes none of one or two.
  private void join() {
    RedisClient client = RedisClient.create();
    try {
      for (int i = 0; i < servers.size(); i++) {
        try (StatefulRedisConnection<String, String> open = client.connect(uri(i))) {
          int from = SLOTS * i / servers.size();
          int to = SLOTS * (i + 1) / servers.size();
          open.sync().clusterAddSlots(IntStream.range(from, to).toArray());
          open.sync().clusterMeet(HOST, servers.get(0).port());
        }
      }
      long limit = System.nanoTime() + JOIN_NANOS;
      for (int i = 0; i < servers.size(); i++) {
        awaitWhole(client, i, limit);
      }
    } finally {
      client.shutdown();
    }
  }

  private void awaitWhole(RedisClient client, int at, long limitNanos) {
    try (StatefulRedisConnection<String, String> open = client.connect(uri(at))) {
      String info = open.sync().clusterInfo();
      while (!info.contains("cluster_state:ok")
          || !info.contains("cluster_known_nodes:" + servers.size())) {
        if (System.nanoTime() - limitNanos > 0) {
          throw new BenchException("the masters do not become a cluster, one says: " + info);
        }
        LockSupport.parkNanos(LOOK_NANOS);
        info = open.sync().clusterInfo();
      }
    }
  }

  private RedisURI uri(int at) {
    return RedisURI.create(HOST, servers.get(at).port());
  }

  int count() {
    return servers.size();
  }

  int partitions() {
    return cluster ? PARTITIONS : 1;
  }

  /// The URL of a bus that is here.
  String url() {
    return servers.stream()
        .map(server -> HOST + ":" + server.port())
        .collect(Collectors.joining(",", cluster ? "redis-cluster://" : "redis://", ""));
  }

  /// User and system seconds of each master since it started.
  List<Double> cpuSeconds() {
    return cpus.stream().map(ServerCpu::seconds).toList();
  }

  /// Bytes that all of them have sent since they started.
  double sentBytes() {
    return cpus.stream().mapToDouble(ServerCpu::sentBytes).sum();
  }

  @Override
  public void close() {
    cpus.forEach(ServerCpu::close);
    servers.forEach(RedisServer::close);
  }
}
