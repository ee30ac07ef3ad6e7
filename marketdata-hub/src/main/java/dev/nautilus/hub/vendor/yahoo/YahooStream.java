package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection.VendorStream;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Yahoo's WebSocket: one socket, opened when something is followed, closed when nothing is. It is
/// subscribed anew on every beat, tested by a ping, and replaced when it fails or falls silent.
///
/// **Threads** All state belongs to the stream's own thread; the listener runs there too.
final class YahooStream implements VendorStream, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(YahooStream.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int BEATS_OF_SILENCE = 3;

  private final URI url;
  private final Supplier<Receipt> receipts;
  private final StreamTimings timings;
  private final HttpClient client;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("yahoo_finance-stream").factory());

  private Set<InstrumentId> wanted = Set.of();
  private Consumer<MarketDatum> listener = datum -> {};
  private @Nullable WebSocket socket;
  private @Nullable StreamEar ear;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private int failuresInARow;
  private int silentBeats;
  private boolean garbled;
  private volatile boolean up;

  YahooStream(URI url, Supplier<Receipt> receipts, StreamTimings timings) {
    this.url = url;
    this.receipts = receipts;
    this.timings = timings;
    this.client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    long beat = timings.beat().toNanos();
    var _ = thread.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.NANOSECONDS);
  }

  @Override
  public void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> to) {
    Set<InstrumentId> next = Set.copyOf(instruments);
    run(() -> replace(next, to));
  }

  boolean isUp() {
    return up;
  }

  @Override
  public void close() {
    run(() -> wanted = Set.of());
    run(this::hangUp);
    thread.shutdown();
    client.shutdownNow();
  }

  private void run(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      log.debug("stream is closed");
    }
  }

  private void replace(Set<InstrumentId> next, Consumer<MarketDatum> to) {
    Set<InstrumentId> gone = new TreeSet<>(wanted);
    gone.removeAll(next);
    wanted = next;
    listener = to;
    if (wanted.isEmpty()) {
      hangUp();
    } else if (ear == null) {
      connect();
    } else {
      send("unsubscribe", gone);
      send("subscribe", wanted);
    }
  }

  private void connect() {
    if (ear != null || wanted.isEmpty()) {
      return;
    }
    StreamEar next = new StreamEar(this::run, this::heard, this::lost, () -> silentBeats = 0);
    ear = next;
    var _ =
        client
            .newWebSocketBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .header("User-Agent", YahooSession.browser().getOrDefault("User-Agent", ""))
            .buildAsync(url, next)
            .whenComplete((opened, failure) -> run(() -> connected(next, opened, failure)));
  }

  private void connected(StreamEar mine, @Nullable WebSocket opened, @Nullable Throwable failure) {
    if (mine != ear) {
      if (opened != null) {
        opened.abort();
      }
    } else if (opened == null) {
      lost(mine, failure == null ? "not opened" : String.valueOf(rootOf(failure).getMessage()));
    } else {
      socket = opened;
      sending = CompletableFuture.completedFuture(null);
      silentBeats = 0;
      garbled = false;
      up = true;
      send("subscribe", wanted);
    }
  }

  private void lost(StreamEar whose, String why) {
    if (whose != ear) {
      return;
    }
    hangUp();
    if (!wanted.isEmpty()) {
      Duration pause = timings.pause(failuresInARow++, ThreadLocalRandom.current().nextDouble());
      log.warn("yahoo_finance stream lost ({}); back in {} ms", why, pause.toMillis());
      var _ = thread.schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
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
    if (++silentBeats > BEATS_OF_SILENCE) {
      lost(ear, "silent");
      return;
    }
    send("subscribe", wanted);
    WebSocket to = socket;
    enqueue(() -> to.sendPing(ByteBuffer.allocate(0)));
  }

  private void send(String command, Set<InstrumentId> instruments) {
    WebSocket to = socket;
    if (to == null || instruments.isEmpty()) {
      return;
    }
    // No character of an InstrumentId needs escaping in JSON.
    String symbols = String.join("\",\"", instruments.stream().map(InstrumentId::value).toList());
    String text = "{\"" + command + "\":[\"" + symbols + "\"]}";
    enqueue(() -> to.sendText(text, true));
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
    if (whose != ear) {
      return;
    }
    silentBeats = 0;
    HttpAnswer frame = new HttpAnswer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    switch (PricingFrame.read(frame, receipts.get())) {
      case Outcome.Good<List<MarketDatum>>(List<MarketDatum> data) -> {
        failuresInARow = 0;
        data.stream().filter(datum -> wanted.contains(datum.instrument())).forEach(this::tell);
      }
      case Outcome.Bad<List<MarketDatum>>(Refused refused) -> {
        if (refused.why() == Refusal.GARBAGE && !garbled) {
          garbled = true;
          log.warn("yahoo_finance stream {}; told once per connection", refused.detail());
        }
      }
    }
  }

  private void tell(MarketDatum datum) {
    try {
      listener.accept(datum);
    } catch (RuntimeException e) {
      log.error("the stream's listener failed on {}", datum.instrument(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
