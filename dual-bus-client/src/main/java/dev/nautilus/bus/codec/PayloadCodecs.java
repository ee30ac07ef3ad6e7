package dev.nautilus.bus.codec;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which encoding a type's payload has: the type's own, else the binary layout of the five hot
/// market data records, else JSON.
public final class PayloadCodecs {
  private static final Map<Class<?>, PayloadCodec<?>> BINARY =
      Map.of(
          Tick.class, new LayoutCodec<>(new TickLayout()),
          Quote.class, new LayoutCodec<>(new QuoteLayout()),
          Trade.class, new LayoutCodec<>(new TradeLayout()),
          Bar.class, new LayoutCodec<>(new BarLayout()),
          Level2.class, new LayoutCodec<>(new Level2Layout()));

  private static final Map<Key, PayloadCodec<?>> JSON = new ConcurrentHashMap<>();

  private PayloadCodecs() {}

  /// The codec of a type. Its `decode` throws an [IllegalArgumentException] that names the type,
  /// the byte and the reason when the bytes are not such a payload.
  @SuppressWarnings("unchecked") // each map holds, under a payload class, a codec of that class
  public static <P> PayloadCodec<P> of(MessageType<P> type) {
    return type.codec()
        .orElseGet(
            () -> {
              PayloadCodec<?> binary = BINARY.get(type.payload());
              return (PayloadCodec<P>) (binary == null ? json(type) : binary);
            });
  }

  /// The same as JSON whatever the type has on a bus: what main Redis carries.
  @SuppressWarnings("unchecked") // the map holds, under a payload class, a codec of that class
  public static <P> PayloadCodec<P> jsonOf(MessageType<P> type) {
    return (PayloadCodec<P>) json(type);
  }

  private static PayloadCodec<?> json(MessageType<?> type) {
    return JSON.computeIfAbsent(
        new Key(type.name(), type.payload()), key -> new JsonCodec<>(key.name, key.payload));
  }

  /// By value: a team that builds its handle anew for each call must not fill the cache.
  private record Key(String name, Class<?> payload) {}
}
