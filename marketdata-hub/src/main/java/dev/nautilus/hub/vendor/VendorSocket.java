package dev.nautilus.hub.vendor;

import dev.nautilus.hub.lead.Lease;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A vendor's one WebSocket: opened while somebody wants it, tested by a ping at every beat, and
/// replaced, after a pause that grows, when it fails or falls silent. What is said on it is the
/// [Talk]'s affair.
///
/// **Threads** All state belongs to the socket's own thread, and the talk runs there too, but for
/// [Talk#prepare]. [#run] takes a task to that thread; [#want], [#send], [#drop] and [#worked] are
/// called on it.
public final class VendorSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VendorSocket.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int BEATS_OF_SILENCE = 3;

  private final Address address;
  private final StreamTimings timings;
  private final Talk talk;
  private final HttpClient client;
  private final ScheduledExecutorService thread;

  private boolean wanted;
  private boolean waiting;
  private @Nullable WebSocket socket;
  private @Nullable StreamEar ear;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private int failuresInARow;
  private int silentBeats;
  private volatile boolean up;

  /// Where it leads to.
  ///
  /// @param name whose it is, for threads and logs
  /// @param headers of the request that opens it
  /// @param tls whom to trust; null for the authorities that Java trusts
  /// @param lease without which nothing is said
  public record Address(
      String name,
      URI url,
      Map<String, String> headers,
      @Nullable VendorTls tls,
      Supplier<Lease> lease) {}

  /// What is said on a socket.
  public interface Talk {
    /// Gets what is needed before connecting, a login say. Runs on a thread that may block.
    ///
    /// @return null when all is there, else what is missing
    default @Nullable String prepare() {
      return null;
    }

    /// The socket is open and nothing was said yet.
    void opened();

    /// The vendor said something.
    void heard(String text);

    /// Time has passed; the socket is open.
    void beat();
  }

  public VendorSocket(Address address, StreamTimings timings, Talk talk) {
    this.address = address;
    this.timings = timings;
    this.talk = talk;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
    VendorTls tls = address.tls();
    this.client = (tls == null ? builder : builder.sslContext(tls.context())).build();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(address.name() + "-stream").factory());
    long beat = timings.beat().toNanos();
    var _ = thread.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.NANOSECONDS);
  }

  /// Whether it is open.
  public boolean isUp() {
    return up;
  }

  /// Takes a task to the socket's thread; without effect after [#close].
  public void run(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      log.debug("{} stream is closed", address.name());
    }
  }

  /// Opens it, unless it is open or about to be; or hangs up.
  public void want(boolean open) {
    wanted = open;
    if (!open) {
      hangUp();
    } else if (ear == null) {
      connect();
    }
  }

  /// Says something; what is said while the socket is not open is lost, and [Talk#opened] has to
  /// say it again.
  public void send(String text) {
    WebSocket to = socket;
    if (to != null && mayTalk()) {
      enqueue(() -> to.sendText(text, true));
    }
  }

  /// Gives this connection up; another one follows if it is still wanted.
  ///
  /// @param why for the log
  public void drop(String why) {
    if (ear != null) {
      lost(ear, why);
    }
  }

  /// The vendor talks sense: the next pause starts short again.
  public void worked() {
    failuresInARow = 0;
  }

  @Override
  public void close() {
    run(() -> want(false));
    thread.shutdown();
    client.shutdownNow();
  }

  private void connect() {
    if (ear != null || !wanted) {
      return;
    }
    if (!mayTalk()) {
      waitForLease();
      return;
    }
    StreamEar next = new StreamEar(this::run, this::heard, this::lost, () -> silentBeats = 0);
    ear = next;
    var _ =
        Thread.ofVirtual()
            .name(address.name() + "-stream-prepare")
            .start(
                () -> {
                  String missing = talk.prepare();
                  run(() -> prepared(next, missing));
                });
  }

  private void prepared(StreamEar mine, @Nullable String missing) {
    if (mine != ear) {
      return;
    }
    if (missing != null) {
      lost(mine, missing);
      return;
    }
    if (!mayTalk()) {
      hangUp();
      return;
    }
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
    address.headers().forEach(builder::header);
    var _ =
        builder
            .buildAsync(address.url(), mine)
            .whenComplete((opened, failure) -> run(() -> connected(mine, opened, failure)));
  }

  private void connected(StreamEar mine, @Nullable WebSocket opened, @Nullable Throwable failure) {
    if (mine != ear) {
      if (opened != null) {
        opened.abort();
      }
    } else if (opened != null && !mayTalk()) {
      opened.abort();
      hangUp();
    } else if (opened == null) {
      lost(mine, failure == null ? "not opened" : String.valueOf(rootOf(failure).getMessage()));
    } else {
      socket = opened;
      sending = CompletableFuture.completedFuture(null);
      silentBeats = 0;
      up = true;
      talk.opened();
    }
  }

  private void lost(StreamEar whose, String why) {
    if (whose != ear) {
      return;
    }
    hangUp();
    if (wanted) {
      Duration pause = timings.pause(failuresInARow++, ThreadLocalRandom.current().nextDouble());
      log.warn("{} stream lost ({}); back in {} ms", address.name(), why, pause.toMillis());
      var _ = thread.schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// Still wanted, so this hub leads and has no term yet; or it does not lead any more, and soon
  /// nobody wants it.
  private void waitForLease() {
    if (!waiting) {
      waiting = true;
      var _ =
          thread.schedule(
              () -> {
                waiting = false;
                connect();
              },
              timings.beat().toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private boolean mayTalk() {
    return address.lease().get().isOpen();
  }

  private void hangUp() {
    up = false;
    ear = null;
    if (socket != null) {
      socket.abort();
      socket = null;
    }
  }

  private void beat() {
    if (socket == null || ear == null) {
      return;
    }
    if (!mayTalk()) {
      // Not even a ping: another hub may talk to this vendor by now.
      hangUp();
      return;
    }
    if (++silentBeats > BEATS_OF_SILENCE) {
      lost(ear, "silent");
      return;
    }
    talk.beat();
    WebSocket to = socket;
    if (to != null) {
      enqueue(() -> to.sendPing(ByteBuffer.allocate(0)));
    }
  }

  /// A WebSocket takes one message at a time.
  private void enqueue(Supplier<CompletableFuture<WebSocket>> message) {
    StreamEar whose = ear;
    sending =
        sending
            .thenCompose(sent -> message.get())
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null && whose != null) {
                    run(() -> lost(whose, "cannot send"));
                  }
                });
  }

  private void heard(StreamEar whose, String text) {
    if (whose == ear) {
      silentBeats = 0;
      talk.heard(text);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
