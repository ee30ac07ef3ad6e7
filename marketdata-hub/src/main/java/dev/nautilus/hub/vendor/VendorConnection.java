package dev.nautilus.hub.vendor;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The hub's one client for a vendor. Exactly one HTTP connection, kept alive and shared, plus one
/// WebSocket where the vendor streams.
///
/// **Threads** Safe for many; [#fetch] blocks and is meant for virtual threads.
public interface VendorConnection extends AutoCloseable {

  /// Who it is.
  Source source();

  /// Whether it has what it needs (a key, say) to be asked.
  boolean isConfigured();

  /// Whether it can answer this question at all.
  boolean serves(VendorQuery query);

  /// Asks the vendor. Expected trouble is a [VendorReply.Refused]; this does not throw for it.
  VendorReply fetch(VendorQuery query);

  /// How much longer than the wait for a call's turn an answer takes, for reasons that lie in how
  /// this vendor is asked; zero for most. An estimate: makes no call.
  default Duration delay(VendorQuery query) {
    return Duration.ZERO;
  }

  /// The vendor's stream, when it has one.
  default Optional<VendorStream> stream() {
    return Optional.empty();
  }

  /// What may be asked of it and what was; its [VendorHttp] has it. Empty only for a connection
  /// that asks nobody.
  default Optional<Budget> budget() {
    return Optional.empty();
  }

  /// How it is right now, for `/api/v1/sources`.
  VendorStatus status();

  /// Closes its connections.
  @Override
  void close();

  /// A vendor's push feed.
  interface VendorStream {
    /// Replaces what is subscribed to. Connects when first needed and reconnects by itself; the
    /// listener runs on the stream's own thread.
    void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> listener);

    /// The instruments of which it tells every change of this type, and has told the present value,
    /// as of now: while it says nothing about one of them, nothing changed. None where a vendor
    /// tells some changes only.
    ///
    /// **Threads** Any.
    default Set<InstrumentId> keeps(MessageType<? extends MarketDatum> type) {
      return Set.of();
    }
  }
}
