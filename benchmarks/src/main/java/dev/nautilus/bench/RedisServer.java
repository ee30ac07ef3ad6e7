package dev.nautilus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A `redis-server` from PATH for one measurement: on a free loopback port, in a temporary folder,
/// gone afterwards even when the run is interrupted.
public final class RedisServer implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int HIGHEST_PORT = 55_535;
  private static final int PORT_ATTEMPTS = 200;

  private final Path folder;
  private final int port;
  private final Process process;
  private final Thread onInterrupt;

  private RedisServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
    this.onInterrupt = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /// Starts a server.
  ///
  /// @param durable whether each write is on disk before it is confirmed; else nothing ever is
  public static RedisServer start(boolean durable) {
    return start(durable ? "always" : "");
  }

  /// Starts one as `redis/main.conf` says: on disk within a second.
  static RedisServer startLikeMain() {
    return start("everysec");
  }

  /// @param fsync when what is written goes to the disk; empty for never
  private static RedisServer start(String fsync) {
    return start(fsync, List.of());
  }

  /// Starts a node of a cluster that others still have to join, without a disk.
  public static RedisServer startNode() {
    return start("", List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "5000"));
  }

  /// @param more further settings
  private static RedisServer start(String fsync, List<String> more) {
    try {
      Path folder = Files.createTempDirectory("nautilus-bench-");
      int port = freePort();
      List<String> command = new ArrayList<>(command(port, folder, fsync));
      command.addAll(more);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("redis.log").toFile());
      RedisServer server = new RedisServer(folder, port, builder.start());
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new BenchException("redis-server cannot be started; is it on PATH?", e);
    }
  }

  private static List<String> command(int port, Path folder, String fsync) {
    return List.of(
        "redis-server",
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        folder.toString(),
        "--save",
        "",
        "--appendonly",
        fsync.isEmpty() ? "no" : "yes",
        "--appendfsync",
        fsync.isEmpty() ? "no" : fsync,
        // As production sets it for the MarketData bus.
        "--client-output-buffer-limit",
        "pubsub",
        "64mb",
        "16mb",
        "30");
  }

  /// Low enough for a node of a cluster, which listens 10,000 above as well.
  private static int freePort() throws IOException {
    for (int i = 0; i < PORT_ATTEMPTS; i++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() <= HIGHEST_PORT) {
          return socket.getLocalPort();
        }
      }
    }
    throw new IOException("no free port up to " + HIGHEST_PORT);
  }

  private void awaitListening() {
    long limit = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < limit && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    close();
    throw new BenchException("redis-server did not start on port " + port + "; try again");
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // Already shutting down: the hook does its part.
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
