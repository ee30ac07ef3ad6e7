package com.example.spread;

import static com.example.spread.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.RiskAlert;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Without Redis: what happens is decided by the test alone, in the same order every time.
class SpreadMonitorTest {
  private final InMemoryBroker broker = InMemoryBroker.manual(() -> Quotes.NOW);
  private final DualBusClient hub = broker.connect(EngineType.HUB, "hub-1");
  private final DualBusClient other = broker.connect(EngineType.PORTFOLIO, "portfolio-1");
  private final Recorder<Spread> spreads = Recorder.on(other, Spread.TYPE);
  private final Recorder<RiskAlert> alerts = Recorder.on(other, MessageType.RISK_ALERT);

  SpreadMonitorTest() {
    DualBusClient bus = broker.connect(new EngineType("spread-monitor"), "spread-monitor-1");
    SpreadMonitor monitor = new SpreadMonitor(bus, new SpreadProperties(0.01));
    bus.subscribe(MessageType.QUOTE, message -> monitor.onQuote(message.payload()));
  }

  @Test
  void quote_narrow_isMeasuredAndNotAlerted() {
    hub.publish(MessageType.QUOTE, quote("AAPL", 99.5, 100.5));
    broker.drain();

    assertThat(spreads.payloads()).extracting(Spread::relative).containsExactly(0.01);
    assertThat(alerts.messages()).isEmpty();
  }

  @Test
  void quote_staysTooWide_alertsOnceUntilItWasNarrowAgain() {
    hub.publish(MessageType.QUOTE, quote("AAPL", 98, 102));
    hub.publish(MessageType.QUOTE, quote("AAPL", 97, 103));
    broker.drain();
    assertThat(alerts.payloads()).hasSize(1);

    hub.publish(MessageType.QUOTE, quote("AAPL", 100, 100.1));
    hub.publish(MessageType.QUOTE, quote("AAPL", 98, 102));
    broker.drain();

    assertThat(alerts.payloads()).hasSize(2);
    assertThat(spreads.payloads()).hasSize(4);
  }

  @Test
  void quote_whileTheEngineLogicBusIsAway_isAlertedWhenItIsBack() {
    broker.cut(Bus.ENGINE_LOGIC);
    hub.publish(MessageType.QUOTE, quote("AAPL", 98, 102));
    broker.drain();
    assertThat(alerts.messages()).isEmpty();

    broker.restore(Bus.ENGINE_LOGIC);
    broker.drain();

    assertThat(alerts.payloads()).extracting(RiskAlert::alert).containsExactly("SPREAD_TOO_WIDE");
  }

  @Test
  void spread_ofOneInstrument_reachesWhoAskedForIt() {
    Recorder<Spread> apple =
        Recorder.on(other, Spread.TYPE, SubscriptionOptions.DEFAULTS.keys(Set.of("AAPL")));

    hub.publish(MessageType.QUOTE, quote("AAPL", 99, 101));
    hub.publish(MessageType.QUOTE, quote("MSFT", 99, 101));
    broker.drain();

    assertThat(apple.payloads()).hasSize(1);
    assertThat(spreads.payloads()).hasSize(2);
  }
}
