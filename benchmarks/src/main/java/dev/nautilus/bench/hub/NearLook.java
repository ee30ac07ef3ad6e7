package dev.nautilus.bench.hub;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.Latest;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// `latest(symbol)` in an engine that follows 500 symbols, one symbol after the other. Properties
/// say where the buses of the hub are that it follows them at.
@State(Scope.Thread)
public class NearLook {
  static final String MARKET_DATA = "nautilus.bench.near.market-data";
  static final String ENGINE_LOGIC = "nautilus.bench.near.engine-logic";

  private final InstrumentId[] symbols = BusSection.symbols().toArray(InstrumentId[]::new);
  private final DualBusClient bus =
      DualBusClient.builder(EngineType.PORTFOLIO, "near-bench")
          .marketData(System.getProperty(MARKET_DATA, ""))
          .engineLogic(System.getProperty(ENGINE_LOGIC, ""))
          .build();
  private final MarketDataClient data = MarketDataClient.builder(bus).build();
  private int at;

  /// Follows all symbols and fills the cache.
  @Setup(Level.Trial)
  public void follow() {
    List<InstrumentId> all = List.of(symbols);
    var _ = data.follow(all, List.of(MessageType.QUOTE));
    data.get(all, List.of(MessageType.QUOTE)).toCompletableFuture().join();
    if (all.stream().anyMatch(each -> data.latest(each).isEmpty())) {
      throw new IllegalStateException("the near cache must have all symbols, and has not");
    }
  }

  /// One look.
  @Benchmark
  public Optional<Latest<Quote>> latest() {
    at = at + 1 < symbols.length ? at + 1 : 0;
    return data.latest(symbols[at]);
  }

  /// Leaves the bus.
  @TearDown(Level.Trial)
  public void leave() {
    data.close();
    bus.close();
  }
}
