package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How an engine reads market data. Safe for use by many threads.
///
/// ```java
/// try (var data = MarketDataClient.builder(bus).hub(URI.create("http://localhost:8800")).build()) {
///   data.get(List.of(aapl), List.of(MessageType.BAR), DataOptions.NEWEST.every(BarSpec.MINUTE));
///   data.subscribe(List.of(aapl), List.of(MessageType.QUOTE), datum -> book.apply(datum));
///   data.latest(aapl).filter(Latest::live).ifPresent(quote -> price(quote.datum()));
/// }
/// ```
///
/// Three ways, one truth: the hub gives a value its version, and it is the same on each of them.
public final class MarketDataClient implements AutoCloseable {
  private final DualBusClient bus;
  private final HubQuestions questions;
  private final NearCache near;
  private final Upkeep upkeep;
  private final ScheduledExecutorService threads;
  private final AtomicInteger followings = new AtomicInteger();

  /// Two clients of one engine instance must not take each other's subscriptions for their own.
  private final String name = "md-" + UUID.randomUUID().toString().substring(0, 8);

  /// Asks over the bus only.
  ///
  /// @param timeout longest wait for one answer; the hub is told and does not answer later
  public MarketDataClient(DualBusClient bus, Duration timeout) {
    this(builder(bus).timeout(timeout));
  }

  MarketDataClient(MarketDataClientBuilder parts) {
    this.bus = parts.bus;
    this.threads = threads();
    URI hub = parts.hub;
    HubHttp http = hub == null ? null : http(hub, parts);
    this.questions = new HubQuestions(bus, http, parts.timeout, System::nanoTime);
    Liveness liveness = new Liveness(System::nanoTime);
    this.near = new NearCache(liveness, parts.clock, System::nanoTime);
    this.upkeep = new Upkeep(bus, liveness, this::confirm, threads);
  }

  private HubHttp http(URI hub, MarketDataClientBuilder parts) {
    HubConnections connections = new HubConnections(parts.tls);
    return new HubHttp(
        connections.admitted(hub), parts.token, parts.bus.engine(), threads, connections);
  }

  private static ScheduledExecutorService threads() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread = new Thread(task, "market-data");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /// Starts building a client.
  ///
  /// @param bus what it speaks over; stays open when this client is closed, and is closed after it
  public static MarketDataClientBuilder builder(DualBusClient bus) {
    return new MarketDataClientBuilder(bus);
  }

  /// The newest values of types without an interval (quote, news, fundamental ...).
  public CompletionStage<DataResponse> get(
      Collection<InstrumentId> symbols, Collection<? extends MessageType<?>> types) {
    return get(symbols, types, DataOptions.NEWEST);
  }

  /// Values in a range.
  public CompletionStage<DataResponse> get(
      Collection<InstrumentId> symbols,
      Collection<? extends MessageType<?>> types,
      @Nullable BarSpec interval,
      @Nullable Instant from,
      @Nullable Instant to) {
    return get(symbols, types, new DataOptions(interval, from, to, 0));
  }

  /// Values of several types about several symbols.
  ///
  /// @param symbols 1 or more; more than 200 are asked for 200 at a time, one request after the
  ///   other
  /// @param types 1 to 20 market data types
  /// @return one answer per symbol and type, in the order asked; completes on a thread that must
  ///   not be held up
  public CompletionStage<DataResponse> get(
      Collection<InstrumentId> symbols,
      Collection<? extends MessageType<?>> types,
      DataOptions options) {
    List<String> names = types.stream().map(MessageType::name).toList();
    List<List<InstrumentId>> batches = Batches.of(symbols);
    if (batches.size() <= 1) {
      return get(request(List.copyOf(symbols), names, options));
    }
    CompletionStage<List<DataResponse.Answer>> all =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (List<InstrumentId> batch : batches) {
      DataRequest request = request(batch, names, options);
      all =
          all.thenCompose(
              answers ->
                  get(request)
                      .thenApply(
                          response -> {
                            answers.addAll(response.answers());
                            return answers;
                          }));
    }
    return all.thenApply(DataResponse::new);
  }

  private static DataRequest request(
      List<InstrumentId> symbols, List<String> types, DataOptions options) {
    return new DataRequest(
        symbols, types, options.interval(), options.from(), options.to(), options.limit());
  }

  /// A request as it travels: over the bus and, when that fails or is away, by HTTP to the hub.
  public CompletionStage<DataResponse> get(DataRequest request) {
    return questions
        .ask(request)
        .thenApply(
            response -> {
              response.answers().forEach(this::note);
              return response;
            });
  }

  private void note(DataResponse.Answer answer) {
    if (NearCache.TYPES.containsKey(answer.type())) {
      answer.data().forEach(datum -> near.note(answer.type(), datum));
    }
  }

  /// Follows symbols: the hub keeps them fresh, and every new value reaches the handler: of state
  /// types first the present one, then what is new, never an older one after a newer one; of event
  /// types each one from now on.
  ///
  /// @param symbols 1 or more
  /// @param types 1 to 20 market data types
  /// @param handler called on a bus thread, one value at a time for each type
  /// @throws BusException when the bus cannot be reached within the connect timeout
  public MarketDataSubscription subscribe(
      Collection<InstrumentId> symbols,
      Collection<? extends MessageType<? extends MarketDatum>> types,
      Consumer<? super MarketDatum> handler) {
    Set<InstrumentId> instruments = Set.copyOf(symbols);
    Set<MessageType<? extends MarketDatum>> wanted = new LinkedHashSet<>(types);
    if (instruments.isEmpty() || wanted.isEmpty() || wanted.size() > 20) {
      throw new IllegalArgumentException(
          "symbols must be 1 or more and types 1 to 20, were %d and %d"
              .formatted(instruments.size(), wanted.size()));
    }
    String id = name + "-" + followings.incrementAndGet();
    FollowedTopics topics =
        new FollowedTopics(
            bus, near, new FollowedTopics.Wish(id, instruments, wanted, handler), upkeep::remove);
    topics.start();
    upkeep.add(topics);
    return topics;
  }

  /// Follows symbols for [#latest] only.
  ///
  /// @throws BusException when the bus cannot be reached within the connect timeout
  public MarketDataSubscription follow(
      Collection<InstrumentId> symbols,
      Collection<? extends MessageType<? extends MarketDatum>> types) {
    return subscribe(symbols, types, datum -> {});
  }

  /// The newest quote of a followed symbol, out of this process's own memory: no network, no wait.
  /// Empty when the symbol is not followed (see [#follow] and [#subscribe]) or has no quote yet.
  public Optional<Latest<Quote>> latest(InstrumentId symbol) {
    return near.latest(MessageType.QUOTE, symbol);
  }

  /// The same for another type of which a symbol has one current value: tick, quote, trade, level2,
  /// nbbo, sentiment.
  public <P extends MarketDatum> Optional<Latest<P>> latest(
      MessageType<P> type, InstrumentId symbol) {
    return near.latest(type, symbol);
  }

  /// Questions that were asked by HTTP so far, because the bus did not answer.
  public long askedByHttp() {
    return questions.askedByHttp();
  }

  /// Whether the bus is connected, as far as was seen in the last half second.
  public boolean isConnected() {
    return bus.health(Bus.MARKET_DATA).status() != BusHealth.Status.DOWN;
  }

  /// Asks the hub whether what the near cache holds of a following is still the newest.
  private CompletionStage<?> confirm(FollowedTopics topics) {
    List<MessageType<? extends MarketDatum>> types = topics.currentTypes();
    return types.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : get(topics.instruments(), types);
  }

  /// Ends what is followed. The bus stays open.
  @Override
  public void close() {
    upkeep.close();
    threads.shutdown();
  }
}
