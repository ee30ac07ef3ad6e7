package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Asks the hub for market data over the MarketData bus. Safe for use by many threads.
public final class MarketDataClient {
  private final DualBusClient bus;
  private final Duration timeout;

  /// @param timeout longest wait for one answer; the hub is told and does not answer later
  public MarketDataClient(DualBusClient bus, Duration timeout) {
    this.bus = bus;
    this.timeout = timeout;
  }

  /// The newest values of types without an interval (quote, news, fundamental ...).
  public CompletionStage<DataResponse> get(
      Collection<InstrumentId> symbols, Collection<? extends MessageType<?>> types) {
    return get(symbols, types, null, null, null);
  }

  /// Values in a range.
  ///
  /// @param symbols 1 to 200
  /// @param types 1 to 20 market data types
  /// @param interval how bars are cut; null where no bars are asked for
  /// @param from first instant wanted (inclusive); null for the source's default
  /// @param to end of the range (exclusive); null for now
  /// @return one answer per symbol and type, in the order asked; completes on a bus thread
  public CompletionStage<DataResponse> get(
      Collection<InstrumentId> symbols,
      Collection<? extends MessageType<?>> types,
      @Nullable BarSpec interval,
      @Nullable Instant from,
      @Nullable Instant to) {
    List<String> names = types.stream().map(MessageType::name).toList();
    return get(new DataRequest(List.copyOf(symbols), names, interval, from, to, 0));
  }

  /// A request as it travels, for those who want a row limit too.
  public CompletionStage<DataResponse> get(DataRequest request) {
    return bus.request(MessageType.DATA_REQUEST, request, timeout).thenApply(Message::payload);
  }
}
