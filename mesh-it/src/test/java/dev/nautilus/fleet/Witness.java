package dev.nautilus.fleet;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.Fill;
import dev.nautilus.message.FlashCrashAlert;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.SnapshotPartial;
import dev.nautilus.message.StrategySignal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An engine of a team's own beside the fleet. It has read everything about orders, positions and
/// risk from the first message that the bus keeps.
final class Witness implements AutoCloseable {
  private static final SubscriptionOptions ALL =
      SubscriptionOptions.DEFAULTS.startingAt(SubscriptionOptions.Start.ALL);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final InstrumentId ANOTHER = InstrumentId.of("VOD.L");

  private final DualBusClient bus;
  private final MarketDataClient market;
  private final AtomicInteger followed = new AtomicInteger();
  private final Recorder<DataGap> gaps;
  private final Recorder<SnapshotPartial> partials;
  private final Recorder<StrategySignal> signals;
  private final Recorder<OrderRequest> requests;
  private final Recorder<OrderDecision> decisions;
  private final Recorder<Fill> fills;
  private final Recorder<PositionChange> positions;
  private final Recorder<RiskState> states;
  private final Recorder<RiskAlert> alerts;
  private final Recorder<FlashCrashAlert> crashes;
  private final Recorder<PriceFeed.HousePrice> housePrices;

  private Witness(DualBusClient bus, URI hub) {
    this.bus = bus;
    market = MarketDataClient.builder(bus).hub(hub).build();
    gaps = Recorder.on(bus, MessageType.DATA_GAP);
    partials = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);
    housePrices = Recorder.on(bus, PriceFeed.HOUSE_PRICE);
    signals = Recorder.on(bus, MessageType.STRATEGY_SIGNAL, ALL);
    requests = Recorder.on(bus, MessageType.ORDER_REQUEST, ALL);
    decisions = Recorder.on(bus, MessageType.ORDER_DECISION, ALL);
    fills = Recorder.on(bus, MessageType.FILL, ALL);
    positions = Recorder.on(bus, MessageType.POSITION_CHANGE, ALL);
    states = Recorder.on(bus, MessageType.RISK_STATE, ALL);
    alerts = Recorder.on(bus, MessageType.RISK_ALERT, ALL);
    crashes = Recorder.on(bus, MessageType.FLASH_CRASH_ALERT, ALL);
  }

  static Witness beside(FleetPlan plan) {
    return new Witness(
        DualBusClient.builder(new EngineType("witness"), "witness-1")
            .marketData(plan.busUrl(RedisRole.MARKET_DATA))
            .engineLogic(plan.busUrl(RedisRole.ENGINE_LOGIC))
            .build(),
        URI.create(plan.httpUrl(FleetPorts.HUB)));
  }

  /// Follows a symbol that the hub does not watch by itself; takes a snapshot of a type that has no
  /// owner; and is too slow for ticks, until it is told so.
  void followAnotherSymbol() {
    market.subscribe(
        Set.of(ANOTHER), Set.of(MessageType.QUOTE), quote -> followed.incrementAndGet());
    bus.subscribe(
        MessageType.PRICE_UPDATE, price -> {}, SubscriptionOptions.DEFAULTS.withSnapshot());
    try (Subscription _ =
        bus.subscribe(
            MessageType.TICK,
            tick -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)),
            SubscriptionOptions.DEFAULTS.slow(SubscriptionOptions.SlowPolicy.DROP_OLDEST, 1))) {
      await().atMost(PATIENCE).until(() -> !gaps.messages().isEmpty());
    }
  }

  boolean hasWhatItFollows() {
    return followed.get() > 1;
  }

  /// Names of the types of which this client alone has heard, because they are about itself.
  Set<String> toldItself() {
    Set<String> told = new TreeSet<>();
    for (Recorder<?> each : List.of(gaps, partials)) {
      each.messages().forEach(message -> told.add(message.type().name()));
    }
    return told;
  }

  List<StrategySignal> signals() {
    return signals.payloads();
  }

  List<Message<OrderRequest>> requests() {
    return requests.messages();
  }

  /// What risk, or a strategy that waited too long, has said of an order; the first counts.
  Optional<Message<OrderDecision>> decision(String clientOrderId) {
    return decisions.messages().stream()
        .filter(each -> each.payload().clientOrderId().equals(clientOrderId))
        .findFirst();
  }

  int housePrices() {
    return housePrices.messages().size();
  }

  List<Message<OrderDecision>> decisions() {
    return decisions.messages();
  }

  List<Message<Fill>> fills() {
    return fills.messages();
  }

  List<PositionChange> positions() {
    return positions.payloads();
  }

  List<Message<RiskState>> states() {
    return states.messages();
  }

  List<Message<RiskAlert>> alerts() {
    return alerts.messages();
  }

  List<Message<FlashCrashAlert>> crashes() {
    return crashes.messages();
  }

  /// The first message that says trading of everybody, or of an account, is stopped.
  Optional<Message<RiskState>> halt(String account, Instant from) {
    return states.messages().stream()
        .filter(each -> each.payload().mode() == RiskState.Mode.HALTED)
        .filter(each -> List.of("*", account).contains(each.payload().account()))
        .filter(each -> !each.envelope().sentAt().isBefore(from))
        .findFirst();
  }

  @Override
  public void close() {
    market.close();
    bus.close();
  }
}
