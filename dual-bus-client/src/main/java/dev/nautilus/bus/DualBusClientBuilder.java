package dev.nautilus.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects what a client needs; see [DualBusClient#builder]. Not safe for use by many threads.
public final class DualBusClientBuilder {
  /// Port of the MarketData bus unless the URL says otherwise.
  public static final int MARKET_DATA_PORT = 6380;

  /// Port of the Engine Logic bus unless the URL says otherwise.
  public static final int ENGINE_LOGIC_PORT = 6381;

  /// Port of main Redis unless the URL says otherwise.
  public static final int MAIN_PORT = 6379;

  private final EngineType engine;
  private final String instance;
  private @Nullable BusAddress marketData;
  private @Nullable BusAddress engineLogic;
  private @Nullable BusAddress main;
  private @Nullable Supplier<TlsMaterial> tls;
  private @Nullable EngineMode mode;
  private List<EngineType> sources = List.of();
  private BusOptions options = BusOptions.DEFAULTS;
  private MeterRegistry meters = new SimpleMeterRegistry();
  private ObservationRegistry observations = ObservationRegistry.NOOP;

  DualBusClientBuilder(EngineType engine, String instance) {
    if (!instance.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new IllegalArgumentException(
          "instance must be 1 to 80 of letters, digits and ._-, was '" + instance + "'");
    }
    this.engine = engine;
    this.instance = instance;
  }

  /// Where the MarketData bus is; `redis://localhost:6380` unless set.
  public DualBusClientBuilder marketData(String url) {
    return marketData(BusAddress.of(url, MARKET_DATA_PORT));
  }

  /// Where the MarketData bus is.
  public DualBusClientBuilder marketData(BusAddress address) {
    this.marketData = address;
    return this;
  }

  /// Where the Engine Logic bus is; `redis://localhost:6381` unless set.
  public DualBusClientBuilder engineLogic(String url) {
    return engineLogic(BusAddress.of(url, ENGINE_LOGIC_PORT));
  }

  /// Where the Engine Logic bus is.
  public DualBusClientBuilder engineLogic(BusAddress address) {
    this.engineLogic = address;
    return this;
  }

  /// Where main Redis is; `redis://localhost:6379` unless set. Used in LEGACY mode and while
  /// moving.
  public DualBusClientBuilder main(String url) {
    return main(BusAddress.of(url, MAIN_PORT));
  }

  /// Where main Redis is.
  public DualBusClientBuilder main(BusAddress address) {
    this.main = address;
    return this;
  }

  /// Encrypts the connections to all three, with this shown and trusted; not encrypted unless set
  /// or a URL says `rediss://`. A URL that says `redis://` is refused then.
  ///
  /// @param material asked for each connection, so that it may change; quick
  public DualBusClientBuilder tls(Supplier<TlsMaterial> material) {
    this.tls = material;
    return this;
  }

  /// Makes the engine movable between main Redis and the buses at run time, and says where it
  /// begins when the registry does not know it yet. Unless set it is on the buses, and no registry
  /// is asked.
  ///
  /// @param first LEGACY or DUAL
  public DualBusClientBuilder mode(EngineMode first) {
    if (first == EngineMode.MIGRATING) {
      throw new IllegalArgumentException("mode must be LEGACY or DUAL, was MIGRATING");
    }
    this.mode = first;
    return this;
  }

  /// Whose streams of main Redis are read; the thirteen engines and the hub unless set. Engines of
  /// your own that publish there must be named, together with those.
  public DualBusClientBuilder legacySources(Collection<EngineType> engines) {
    this.sources = List.copyOf(engines);
    return this;
  }

  /// How it behaves; [BusOptions#DEFAULTS] unless set.
  public DualBusClientBuilder options(BusOptions options) {
    this.options = options;
    return this;
  }

  /// Where meters go; nowhere visible unless set.
  public DualBusClientBuilder meters(MeterRegistry meters) {
    this.meters = meters;
    return this;
  }

  /// Who observes publishing and handling; with a tracer behind it the trace context travels in the
  /// envelope. Nobody unless set.
  public DualBusClientBuilder observations(ObservationRegistry observations) {
    this.observations = observations;
    return this;
  }

  /// Builds the client with the transport on the class path and connects.
  ///
  /// @throws BusException when the transport cannot be used (an unusable Lettuce, say)
  /// @throws IllegalArgumentException when there is TLS and a URL in plain text
  public DualBusClient build() {
    return ServiceLoader.load(BusTransport.class, DualBusClient.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no BusTransport on the class path"))
        .connect(
            new BusTransport.Setup(
                engine,
                instance,
                address(marketData, MARKET_DATA_PORT),
                address(engineLogic, ENGINE_LOGIC_PORT),
                address(main, MAIN_PORT),
                options,
                meters,
                observations,
                mode,
                sources));
  }

  private BusAddress address(@Nullable BusAddress said, int port) {
    return said == null
        ? new BusAddress("localhost", port, null, null, tls != null, tls)
        : said.trusting(tls);
  }
}
