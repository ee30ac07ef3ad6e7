package dev.nautilus.bus.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A network that fails at a chosen moment or for chosen connections: an answer is lost though its
/// request was served, only the connections on which a group reads carry nothing any more. For one
/// that fails as a whole there is the kit's relay.
final class CutRelay implements AutoCloseable {
  private final String host;
  private final int port;
  private final ServerSocket door;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger sightings = new AtomicInteger();
  private volatile boolean swallowing;
  private volatile boolean refusing;
  private volatile @Nullable String fatal;
  private volatile boolean once;

  CutRelay(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("relay-door", this::accept);
  }

  String url() {
    return "redis://127.0.0.1:" + door.getLocalPort();
  }

  /// Connections that are open carry nothing any more, in neither direction, and stay open; nor do
  /// new ones until [#heal].
  void swallow() {
    swallowing = true;
    lines.forEach(line -> line.dead = true);
  }

  /// Connections that are open carry nothing any more and stay open; new ones are well.
  void swallowOpen() {
    lines.forEach(line -> line.dead = true);
  }

  /// Resets what is open, and whatever is opened, until [#heal].
  void refuse() {
    refusing = true;
    reset();
  }

  /// As [#swallowOpen], for connections on which a group reads.
  void swallowReaders() {
    lines.stream().filter(line -> line.reads).forEach(line -> line.dead = true);
  }

  /// As [#reset], for connections on which a group reads.
  void resetReaders() {
    lines.stream().filter(line -> line.reads).forEach(Line::reset);
  }

  /// As [#refuse], except for connections on which a group reads.
  void refuseAllButReaders() {
    refusing = true;
    lines.stream().filter(line -> !line.reads).forEach(Line::reset);
  }

  /// Resets what is open.
  void reset() {
    lines.forEach(Line::reset);
  }

  /// New connections are well. Those that were swallowed stay as they are.
  void heal() {
    swallowing = false;
    refusing = false;
    fatal = null;
  }

  /// A request that holds this text is handed on, and its connection is reset when the answer
  /// comes, which is lost: the first time only.
  void loseOneAnswerTo(String text) {
    once = true;
    fatal = text;
  }

  /// The same each time, until [#heal].
  void loseAnswersTo(String text) {
    once = false;
    fatal = text;
  }

  /// How many answers were lost this way.
  int lostAnswers() {
    return cuts.get();
  }

  /// How many requests held the text of which answers are to be lost, also where they were
  /// swallowed.
  int sightings() {
    return sightings.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Line line = new Line(door.accept());
        lines.add(line);
        if (refusing) {
          line.reset();
        } else {
          line.dead = swallowing;
          line.open();
        }
      } catch (IOException closedOrGone) {
        // The next one may do better; a closed door ends the loop.
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }

  /// One connection of a client and its counterpart to Redis.
  private final class Line {
    private final Socket client;
    private volatile @Nullable Socket server;
    private volatile boolean dead;
    private volatile boolean reads;
    private volatile boolean doomed;
    private String tail = "";

    Line(Socket client) {
      this.client = client;
    }

    void open() throws IOException {
      client.setTcpNoDelay(true);
      try {
        Socket redis = new Socket(host, port);
        redis.setTcpNoDelay(true);
        server = redis;
        start("relay-requests", () -> carry(client, redis, true));
        start("relay-answers", () -> carry(redis, client, false));
      } catch (IOException nobodyThere) {
        reset();
      }
    }

    private void carry(Socket from, Socket to, boolean requests) {
      byte[] buffer = new byte[64 << 10];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (requests) {
            String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
            reads |= text.contains("XREADGROUP");
            doomed |= holdsFatal(text);
          }
          if (dead) {
            continue;
          }
          if (!requests && doomed) {
            cuts.incrementAndGet();
            break;
          }
          out.write(buffer, 0, n);
        }
      } catch (IOException closed) {
        // Ends both directions below.
      }
      reset();
    }

    /// A request may come in two pieces.
    private boolean holdsFatal(String piece) {
      String text = fatal;
      if (text == null) {
        return false;
      }
      String seen = tail + piece;
      tail = seen.substring(Math.max(0, seen.length() - text.length()));
      if (!seen.contains(text)) {
        return false;
      }
      if (once) {
        fatal = null;
      }
      tail = "";
      sightings.incrementAndGet();
      return true;
    }

    void reset() {
      lines.remove(this);
      close(client);
      close(server);
    }

    private void close(@Nullable Socket socket) {
      if (socket == null) {
        return;
      }
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed already.
      }
    }
  }
}
