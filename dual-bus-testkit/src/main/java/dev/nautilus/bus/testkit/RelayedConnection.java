package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection through a [Relay]: two directions, each a queue of bytes with the time
/// they are due at the other end. Confined to the relay's thread.
final class RelayedConnection {
  private static final Logger LOG = LoggerFactory.getLogger(RelayedConnection.class);
  private static final int MOST_HELD = 1 << 20;
  private static final int CONNECT_MILLIS = 1_000;

  private final SocketChannel client;
  private final SocketChannel server;
  private final Direction requests;
  private final Direction answers;
  private boolean tidy;

  private RelayedConnection(SocketChannel client, SocketChannel server, Selector selector)
      throws IOException {
    this.client = client;
    this.server = server;
    for (SocketChannel end : new SocketChannel[] {client, server}) {
      end.setOption(StandardSocketOptions.TCP_NODELAY, true);
      end.configureBlocking(false);
      end.register(selector, 0);
    }
    SelectionKey clientKey = client.keyFor(selector);
    SelectionKey serverKey = server.keyFor(selector);
    this.requests = new Direction(client, server, clientKey, serverKey);
    this.answers = new Direction(server, client, serverKey, clientKey);
  }

  /// Connects to the server for a client.
  ///
  /// @throws IOException when the server takes no connections
  static RelayedConnection open(SocketChannel client, InetSocketAddress to, Selector selector)
      throws IOException {
    SocketChannel server = SocketChannel.open();
    try {
      server.socket().connect(to, CONNECT_MILLIS);
      return new RelayedConnection(client, server, selector);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private record Piece(ByteBuffer bytes, long dueNanos) {}

  private static final class Direction {
    private final SocketChannel from;
    private final SocketChannel to;
    private final SelectionKey fromKey;
    private final SelectionKey toKey;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long held;
    private long lineFreeNanos;
    private boolean ended;
    private boolean finished;
    private boolean swallowing;

    Direction(SocketChannel from, SocketChannel to, SelectionKey fromKey, SelectionKey toKey) {
      this.from = from;
      this.to = to;
      this.fromKey = fromKey;
      this.toKey = toKey;
    }

    void swallow() {
      swallowing = true;
      pieces.clear();
      held = 0;
    }

    void read(RelayWeather weather, long now) throws IOException {
      while (!ended && held < MOST_HELD) {
        ByteBuffer bytes = ByteBuffer.allocate(weather.bytesAtOnce());
        int count = from.read(bytes);
        if (count == 0) {
          break;
        }
        if (count < 0) {
          ended = true;
        } else if (!swallowing) {
          long start = pieces.isEmpty() ? now : Math.max(lineFreeNanos, now);
          lineFreeNanos = start + weather.nanosFor(count);
          pieces.add(new Piece(bytes.flip(), lineFreeNanos + weather.delayNanos()));
          held += count;
        }
      }
    }

    /// @return ns until the next bytes are due
    long write(long now) throws IOException {
      boolean full = false;
      long wait = Long.MAX_VALUE;
      for (Piece next = pieces.peek(); next != null && !full; next = pieces.peek()) {
        if (next.dueNanos() > now) {
          wait = next.dueNanos() - now;
          break;
        }
        held -= to.write(next.bytes());
        full = next.bytes().hasRemaining();
        if (!full) {
          pieces.remove();
        }
      }
      interest(toKey, SelectionKey.OP_WRITE, full);
      interest(fromKey, SelectionKey.OP_READ, !ended && held < MOST_HELD);
      if (ended && pieces.isEmpty() && !finished && !swallowing) {
        finished = true;
        to.shutdownOutput();
      }
      return wait;
    }

    boolean isDone() {
      return finished || (ended && swallowing);
    }

    /// Nothing passes, and nothing is to wake us.
    void rest() {
      interest(fromKey, SelectionKey.OP_READ, false);
      interest(toKey, SelectionKey.OP_WRITE, false);
    }

    private static void interest(SelectionKey key, int operation, boolean wanted) {
      key.interestOps(wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
    }
  }

  /// Takes in what has come and passes on what is due.
  ///
  /// @return ns until more is due; the largest number when nothing is
  long move(RelayWeather weather, long now) {
    if (!isOpen()) {
      return Long.MAX_VALUE;
    }
    if (weather.partitioned()) {
      requests.rest();
      answers.rest();
      return Long.MAX_VALUE;
    }
    try {
      requests.read(weather, now);
      answers.read(weather, now);
      long wait = Math.min(requests.write(now), answers.write(now));
      if (requests.isDone() && (answers.isDone() || tidy)) {
        close();
      }
      return wait;
    } catch (IOException broken) {
      LOG.trace("a relayed connection broke", broken);
      reset();
      return Long.MAX_VALUE;
    }
  }

  /// Once the client has left, the server need no longer believe that it is there.
  void tidy() {
    tidy = true;
  }

  void swallowRequests() {
    requests.swallow();
  }

  void swallowAnswers() {
    answers.swallow();
  }

  boolean isOpen() {
    return client.isOpen();
  }

  private void close() throws IOException {
    client.close();
    server.close();
  }

  /// Ends both halves at once, as a crashed peer does.
  void reset() {
    reset(client);
    reset(server);
  }

  static void reset(SocketChannel channel) {
    try (channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException goneAnyway) {
      LOG.trace("a connection was gone", goneAnyway);
    }
  }
}
