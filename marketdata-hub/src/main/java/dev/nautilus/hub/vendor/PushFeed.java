package dev.nautilus.hub.vendor;

import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.vendor.VendorConnection.VendorStream;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a vendor pushes about the instruments that are followed: one socket, opened when something
/// is followed, closed when nothing is, and subscribed anew whenever it is replaced.
///
/// **Threads** All state belongs to the socket's own thread; the listener runs there too.
public final class PushFeed implements VendorStream, VendorSocket.Talk, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PushFeed.class);

  /// How one vendor speaks on its socket. Called on the socket's own thread.
  public interface Dialect {
    /// Where to connect.
    URI url();

    /// Headers of the opening request.
    Map<String, String> headers();

    /// The frames that subscribe to these; none for instruments that the vendor does not have.
    List<String> subscribe(Set<InstrumentId> instruments);

    /// The frames that end the subscription to these; empty when the vendor has no such frame, and
    /// the socket is then replaced by one that never subscribed.
    Optional<List<String>> unsubscribe(Set<InstrumentId> instruments);

    /// Whether the vendor forgets a subscription that is not repeated.
    boolean forgets();

    /// What a frame says; one that is no price is [Refusal#NO_DATA].
    Outcome<List<MarketDatum>> read(HttpAnswer frame);
  }

  private final String name;
  private final Dialect dialect;
  private final VendorSocket socket;

  private Set<InstrumentId> wanted = Set.of();
  private Consumer<MarketDatum> listener = _ -> {};
  private boolean garbled;

  /// @param lease without which nothing is said
  public PushFeed(Source source, Dialect dialect, StreamTimings timings, Supplier<Lease> lease) {
    this.name = source.name();
    this.dialect = dialect;
    this.socket =
        new VendorSocket(
            new VendorSocket.Address(name, dialect.url(), dialect.headers(), null, lease),
            timings,
            this);
  }

  @Override
  public void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> to) {
    Set<InstrumentId> next = Set.copyOf(instruments);
    socket.run(() -> replace(next, to));
  }

  /// Whether the socket is open.
  public boolean isUp() {
    return socket.isUp();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void replace(Set<InstrumentId> next, Consumer<MarketDatum> to) {
    Set<InstrumentId> gone = new TreeSet<>(wanted);
    gone.removeAll(next);
    Set<InstrumentId> before = wanted;
    wanted = next;
    listener = to;
    Optional<List<String>> farewell = dialect.unsubscribe(gone);
    if (socket.isUp() && !wanted.isEmpty() && !gone.isEmpty() && farewell.isEmpty()) {
      socket.drop("some are no longer followed, and the vendor forgets by hanging up only");
    } else if (socket.isUp() && !wanted.isEmpty()) {
      farewell.ifPresent(frames -> frames.forEach(socket::send));
      Set<InstrumentId> added = new TreeSet<>(wanted);
      added.removeAll(before);
      dialect.subscribe(added).forEach(socket::send);
    }
    socket.want(!wanted.isEmpty());
  }

  @Override
  public void opened() {
    garbled = false;
    dialect.subscribe(wanted).forEach(socket::send);
  }

  @Override
  public void beat() {
    if (dialect.forgets()) {
      dialect.subscribe(wanted).forEach(socket::send);
    }
  }

  @Override
  public void heard(String text) {
    HttpAnswer frame = new HttpAnswer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    switch (dialect.read(frame)) {
      case Outcome.Good<List<MarketDatum>>(List<MarketDatum> data) -> {
        socket.worked();
        data.stream().filter(datum -> wanted.contains(datum.instrument())).forEach(this::tell);
      }
      case Outcome.Bad<List<MarketDatum>>(Refused refused) -> {
        if (refused.why() == Refusal.GARBAGE && !garbled) {
          garbled = true;
          log.warn("{} stream {}; told once per connection", name, refused.detail());
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
}
