package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A network between clients and one Redis that can be slow, cut or broken. Clients must connect to
/// [#url] instead of the server's own address; those who do not are not concerned.
///
/// ```java
/// Relay network = servers.engineLogic().network();
/// DualBusClient bus = clients.client(clients.relayed(EngineType.RISK, "risk-1"));
/// network.partition();
/// ...
/// network.heal();
/// ```
///
/// It passes bytes on unchanged until told otherwise. Each fault is in force when its method
/// returns. One thread serves all connections; each holds back at most 1 MB per direction, then the
/// sender feels it. [BusServers#heal] ends all faults; connections that were broken stay broken.
/// Safe for use by many threads.
public final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InetSocketAddress server;
  private final Selector selector;
  private final ServerSocketChannel door;
  private final Thread thread;
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final List<RelayedConnection> connections = new ArrayList<>();
  private RelayWeather weather = RelayWeather.FAIR;
  private volatile boolean closed;

  private Relay(InetSocketAddress server) throws IOException {
    this.server = server;
    this.selector = Selector.open();
    this.door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(host(), 0));
    door.configureBlocking(false);
    door.register(selector, SelectionKey.OP_ACCEPT);
    this.thread = new Thread(this::serve, "nautilus-relay-" + port());
    thread.setDaemon(true);
    thread.start();
  }

  static Relay to(String host, int port) {
    try {
      return new Relay(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Host to connect to.
  public String host() {
    return "127.0.0.1";
  }

  /// Port to connect to.
  public int port() {
    return door.socket().getLocalPort();
  }

  /// `redis://host:port`.
  public String url() {
    return "redis://" + host() + ":" + port();
  }

  /// Whatever is sent from now on arrives so much later, in both directions: a round trip takes
  /// twice as long.
  ///
  /// @param oneWay 0 or more
  public void delay(Duration oneWay) {
    if (oneWay.isNegative()) {
      throw new IllegalArgumentException("oneWay must be 0 or more, was " + oneWay);
    }
    order(() -> weather = weather.withDelay(oneWay.toNanos()));
  }

  /// Lets through no more than so much per connection and direction.
  ///
  /// @param bytesPerSecond 1 or more
  public void limit(long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond must be 1 or more, was " + bytesPerSecond);
    }
    order(() -> weather = weather.withBytesPerSecond(bytesPerSecond));
  }

  /// Lets nothing through until [#heal], which brings what was sent meanwhile, as TCP does when the
  /// cable is plugged in again. New connections are made and get no answer either.
  public void partition() {
    order(() -> weather = weather.withPartition());
  }

  /// Makes the present connections half-open for good: both ends think they are well, and whatever
  /// they send is swallowed. New connections work.
  public void stall() {
    order(
        () -> {
          connections.forEach(RelayedConnection::swallowRequests);
          connections.forEach(RelayedConnection::swallowAnswers);
        });
  }

  /// Of the present connections, lets through what clients send and swallows what Redis answers:
  /// things happen, and nobody is told. New connections work.
  public void swallowAnswers() {
    order(() -> connections.forEach(RelayedConnection::swallowAnswers));
  }

  /// Resets the present connections. New ones work.
  public void reset() {
    order(() -> List.copyOf(connections).forEach(RelayedConnection::reset));
  }

  /// Ends delay, limit and partition. Connections that swallow stay deaf; of those whose client has
  /// left the server's half is closed too.
  public void heal() {
    order(
        () -> {
          weather = RelayWeather.FAIR;
          connections.forEach(RelayedConnection::tidy);
        });
  }

  /// How many connections go through it now.
  public int connections() {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    order(() -> count.complete(connections.size()));
    return count.join();
  }

  /// Closes all connections and stops listening. Idempotent.
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void order(Runnable what) {
    if (closed) {
      throw new IllegalStateException("the relay is closed");
    }
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    orders.add(
        () -> {
          what.run();
          done.complete(null);
        });
    selector.wakeup();
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the relay does not react", e);
    }
  }

  private void serve() {
    try (selector;
        door) {
      while (!closed) {
        long wait = step(System.nanoTime());
        if (wait == 0) {
          selector.selectNow();
        } else {
          // Rounded up, or it would spin during the last fraction of a millisecond.
          selector.select(wait == Long.MAX_VALUE ? 0 : wait / 1_000_000 + 1);
        }
      }
    } catch (IOException e) {
      LOG.warn("the relay to {} ended", server, e);
    } finally {
      closed = true;
      List.copyOf(connections).forEach(RelayedConnection::reset);
    }
  }

  /// Does what can be done now.
  ///
  /// @return ns until there is more to do without anything arriving
  private long step(long now) throws IOException {
    for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
      order.run();
    }
    selector.selectedKeys().clear();
    for (SocketChannel client = door.accept(); client != null; client = door.accept()) {
      connect(client);
    }
    long wait = Long.MAX_VALUE;
    for (RelayedConnection connection : List.copyOf(connections)) {
      wait = Math.min(wait, connection.move(weather, now));
    }
    connections.removeIf(connection -> !connection.isOpen());
    return wait;
  }

  private void connect(SocketChannel client) throws IOException {
    try {
      connections.add(RelayedConnection.open(client, server, selector));
    } catch (IOException refused) {
      // As the server itself would: there is nobody.
      LOG.trace("{} takes no connections", server, refused);
      RelayedConnection.reset(client);
    }
  }
}
