package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.VendorConnection.VendorStream;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSocket;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gateway's WebSocket: market data of the instruments that are followed, and depth of those
/// whose book was asked for. After a reconnect everything is subscribed anew, in a session that was
/// looked at first.
///
/// **Threads** State belongs to the socket's own thread; the listener runs there too.
final class IbkrStream implements VendorStream, VendorSocket.Talk, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IbkrStream.class);

  /// A text of the client's own that keeps the socket open; once a minute is asked for.
  private static final long TIC_NANOS = 30_000_000_000L;

  /// Longest silence of the whole socket after which what it told is still taken for the newest.
  private static final long STANDS_NANOS = 3_000_000_000L;

  private final Parts parts;
  private final VendorSocket socket;
  private final Depth depth;
  private final LiveTable table;

  private Set<InstrumentId> wanted = Set.of();
  private Consumer<MarketDatum> listener = datum -> {};
  private IbkrSession.@Nullable Ready session;
  private boolean welcome;
  private boolean garbled;
  private boolean complained;
  private long saidAt;
  private volatile long heardAt;
  private volatile int leftOut;
  private volatile Set<InstrumentId> quoted = Set.of();

  /// Finds contracts, within a session; may block.
  @FunctionalInterface
  interface Lookup {
    Outcome<Map<InstrumentId, Contract>> find(Set<InstrumentId> instruments);
  }

  /// What the stream works with.
  record Parts(
      IbkrSession session,
      Lookup lookup,
      MarketDataLines lines,
      Delays delays,
      Supplier<Receipt> receipts,
      IbkrTimings timings) {}

  IbkrStream(Parts parts, VendorSocket.Address address, IbkrProperties properties) {
    this.parts = parts;
    this.table = new LiveTable(parts.lines().forStream());
    this.depth = new Depth(properties.depthLines(), parts.timings());
    this.socket = new VendorSocket(address, parts.timings().stream(), this);
  }

  @Override
  public void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> to) {
    Set<InstrumentId> next = Set.copyOf(instruments);
    parts.lines().expect(next.size());
    socket.run(
        () -> {
          wanted = next;
          listener = to;
          socket.want(isWanted());
          replan();
        });
  }

  /// Quotes only: a frame has every field of a quote that changed, while ticks and trades are
  /// gathered over half a second.
  @Override
  public Set<InstrumentId> keeps(MessageType<? extends MarketDatum> type) {
    boolean alive = socket.isUp() && System.nanoTime() - heardAt < STANDS_NANOS;
    return alive && type.equals(MessageType.QUOTE) ? quoted : Set.of();
  }

  /// The newest book of a contract, subscribed to for a while; waits for the first.
  Outcome<List<MarketDatum>> book(Contract contract) {
    return depth.book(contract, this::changed);
  }

  boolean isUp() {
    return socket.isUp();
  }

  /// How many instruments found no market data line.
  int leftOut() {
    return leftOut;
  }

  @Override
  public void close() {
    socket.close();
  }

  @Override
  public @Nullable String prepare() {
    return switch (parts.session().ready()) {
      case Outcome.Good<IbkrSession.Ready>(IbkrSession.Ready ready) -> {
        socket.run(() -> session = ready);
        yield null;
      }
      case Outcome.Bad<IbkrSession.Ready>(Refused refused) -> refused.detail();
    };
  }

  @Override
  public void opened() {
    welcome = false;
    garbled = false;
    complained = false;
    table.forget();
    quoted = Set.of();
    depth.forget();
    heardAt = System.nanoTime();
    saidAt = heardAt;
    IbkrSession.Ready ready = session;
    if (ready != null && ready.token() != null) {
      // A token is made of letters and digits; nothing else is put between quotes.
      socket.send("{\"session\":\"" + ready.token().replaceAll("[^A-Za-z0-9]", "") + "\"}");
    }
    replan();
  }

  @Override
  public void beat() {
    long now = System.nanoTime();
    if (now - heardAt > parts.timings().heartbeat().toNanos()) {
      socket.drop("no heartbeat");
      return;
    }
    if (now - saidAt > TIC_NANOS) {
      saidAt = now;
      socket.send("tic");
    }
    // The greeting may have been lost; subscribing before it is no harm by now.
    welcome = true;
    depth.expire().forEach(socket::send);
    table.note(parts.delays());
    socket.want(isWanted());
    subscribe();
  }

  @Override
  public void heard(String text) {
    heardAt = System.nanoTime();
    HttpAnswer frame = new HttpAnswer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    if (JsonBody.parse(frame) instanceof Outcome.Good<JsonNode>(JsonNode json)
        && json instanceof ObjectNode object) {
      heard(JsonBody.text(object.path("topic")).orElse(""), object);
    } else if (!garbled) {
      garbled = true;
      log.warn("ibkr stream sent a frame that is no JSON object; told once per connection");
    }
  }

  private void heard(String topic, ObjectNode frame) {
    if (topic.startsWith("smd+")) {
      socket.worked();
      table.heard(frame, parts.receipts().get()).forEach(this::tell);
      // After it was told, so that who trusts the silence that follows finds the value.
      if (table.quotedCount() != quoted.size()) {
        quoted = table.quoted();
      }
    } else if (topic.startsWith("sbd+")) {
      socket.worked();
      depth.heard(topic, frame, parts.receipts().get()).forEach(this::tell);
    } else if (topic.equals("sts")) {
      status(frame.path("args").path("authenticated"));
    } else if (topic.equals("system") && frame.has("success")) {
      greeted();
    } else if (topic.equals("error") && !complained) {
      complained = true;
      log.warn(
          "ibkr stream says '{}'; told once per connection", IbkrErrors.masked(excerpt(frame)));
    }
  }

  private void status(JsonNode authenticated) {
    if (!authenticated.isBoolean()) {
      return;
    }
    if (authenticated.booleanValue()) {
      greeted();
      return;
    }
    IbkrSession.Ready over = session;
    if (over != null) {
      Thread.ofVirtual().name("ibkr-session-lost").start(() -> parts.session().lost(over));
    }
    socket.drop("the brokerage session is over");
  }

  private void greeted() {
    if (!welcome) {
      welcome = true;
      subscribe();
    }
  }

  private static String excerpt(ObjectNode frame) {
    String text = frame.toString();
    return text.substring(0, Math.min(text.length(), 200));
  }

  private boolean isWanted() {
    return !wanted.isEmpty() || !depth.isIdle();
  }

  private void changed() {
    socket.run(
        () -> {
          socket.want(isWanted());
          subscribe();
        });
  }

  /// Looks the contracts up where that may block, then subscribes.
  private void replan() {
    if (!socket.isUp()) {
      return;
    }
    // In order, so that it is always the same ones that find no line.
    Set<InstrumentId> asked = new TreeSet<>(wanted);
    if (asked.isEmpty()) {
      planned(asked, List.of());
      return;
    }
    var _ =
        Thread.ofVirtual()
            .name("ibkr-stream-contracts")
            .start(
                () -> {
                  switch (parts.lookup().find(asked)) {
                    case Outcome.Good<Map<InstrumentId, Contract>>(
                            Map<InstrumentId, Contract> found) ->
                        socket.run(() -> planned(asked, found.values()));
                    case Outcome.Bad<Map<InstrumentId, Contract>>(Refused refused) ->
                        socket.run(() -> socket.drop(refused.detail()));
                  }
                });
  }

  private void planned(Set<InstrumentId> asked, Collection<Contract> contracts) {
    if (!asked.equals(wanted)) {
      return;
    }
    leftOut = table.plan(contracts);
    if (leftOut > 0) {
      log.warn("ibkr has no market data line for {} of {} instruments", leftOut, asked.size());
    }
    parts.lines().stream(table.conids());
    quoted = table.quoted();
    subscribe();
  }

  private void subscribe() {
    if (!welcome || !socket.isUp()) {
      return;
    }
    table.sync().forEach(socket::send);
    IbkrSession.Ready ready = session;
    if (ready != null) {
      depth.sync(ready.account()).forEach(socket::send);
    }
  }

  private void tell(MarketDatum datum) {
    try {
      listener.accept(datum);
    } catch (RuntimeException e) {
      log.error("the stream's listener failed on {}", datum.instrument(), e);
    }
  }
}
