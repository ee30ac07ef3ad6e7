package dev.nautilus.fleet;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.Fill;
import dev.nautilus.message.FlashCrashAlert;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.StrategySignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An engine of a team's own beside the fleet. It has read everything about orders, positions and
/// risk from the first message that the bus keeps.
final class Witness implements AutoCloseable {
  private static final SubscriptionOptions ALL =
      SubscriptionOptions.DEFAULTS.startingAt(SubscriptionOptions.Start.ALL);

  private final DualBusClient bus;
  private final Recorder<StrategySignal> signals;
  private final Recorder<OrderRequest> requests;
  private final Recorder<OrderDecision> decisions;
  private final Recorder<Fill> fills;
  private final Recorder<PositionChange> positions;
  private final Recorder<RiskState> states;
  private final Recorder<RiskAlert> alerts;
  private final Recorder<FlashCrashAlert> crashes;

  private Witness(DualBusClient bus) {
    this.bus = bus;
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
            .build());
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
    bus.close();
  }
}
