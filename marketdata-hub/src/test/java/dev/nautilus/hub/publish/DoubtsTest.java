package dev.nautilus.hub.publish;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.bus.testkit.InMemoryDualBus;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final DataQuality DOUBT =
      new DataQuality(id("AAPL"), "source_disagreement", Source.of("a"), "a says 1, b 2", NOON);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private double counted(HubMeter meter) {
    return meters.find(meter.getName()).counters().stream().mapToDouble(each -> each.count()).sum();
  }

  @Test
  void doubt_isPublishedAndCounted() {
    try (InMemoryBroker broker = InMemoryBroker.threaded();
        InMemoryDualBus bus = broker.connect(EngineType.HUB, "hub-1");
        Recorder<DataQuality> recorder = Recorder.on(bus, MessageType.DATA_QUALITY)) {
      new Doubts(new BusLink(bus), meters).accept(DOUBT);

      assertThat(recorder.await(1, Duration.ofSeconds(5)).getFirst().payload()).isEqualTo(DOUBT);
      await().until(() -> counted(HubMeter.PUBLISHED) == 1);
    }
  }

  @Test
  void doubt_onABusThatIsClosed_isCountedAsUnpublished() {
    try (InMemoryBroker broker = InMemoryBroker.threaded()) {
      InMemoryDualBus bus = broker.connect(EngineType.HUB, "hub-1");
      bus.close();

      new Doubts(new BusLink(bus), meters).accept(DOUBT);

      await().until(() -> counted(HubMeter.UNPUBLISHED) == 1);
    }
  }

  @Test
  void doubt_withoutABus_isOnlyLogged() {
    new Doubts(new BusLink(null), meters).accept(DOUBT);

    assertThat(counted(HubMeter.PUBLISHED) + counted(HubMeter.UNPUBLISHED)).isZero();
  }
}
