package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What vendors said, over a real bus: what a subscriber reads is what the adapter made.
@NautilusBusTest
class VendorSamplesBusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void samples_published_areReadBackUnchanged(BusClients clients) {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient engine = clients.client(EngineType.RISK, "risk-1");
    List<MarketDatum> good =
        VendorSamplesTest.folders().stream()
            .flatMap(
                folder ->
                    VendorSamplesTest.readers().stream()
                        .flatMap(reader -> VendorSample.of(folder, reader.source()).stream()))
            .flatMap(sample -> VendorSamplesTest.read(sample).data().stream())
            .toList();

    int read =
        roundTrip(hub, engine, MessageType.TICK, good)
            + roundTrip(hub, engine, MessageType.QUOTE, good)
            + roundTrip(hub, engine, MessageType.TRADE, good)
            + roundTrip(hub, engine, MessageType.LEVEL2, good)
            + roundTrip(hub, engine, MessageType.BAR, good)
            + roundTrip(hub, engine, MessageType.NEWS, good)
            + roundTrip(hub, engine, MessageType.FUNDAMENTAL, good)
            + roundTrip(hub, engine, MessageType.ECONOMIC, good)
            + roundTrip(hub, engine, MessageType.SENTIMENT, good)
            + roundTrip(hub, engine, MessageType.CORPORATE_ACTION, good);

    assertThat(read).isEqualTo(good.size()).isGreaterThan(10);
  }

  private static <P extends MarketDatum> int roundTrip(
      DualBusClient hub, DualBusClient engine, MessageType<P> type, List<MarketDatum> all) {
    List<P> sent =
        all.stream().filter(type.payload()::isInstance).map(type.payload()::cast).toList();
    assertThat(sent).as("samples of %s", type).isNotEmpty();
    try (Recorder<P> recorder = Recorder.on(engine, type)) {
      // One at a time: what waits to be sent may give way to a newer value of the same symbol.
      sent.forEach(datum -> hub.publish(type, datum).toCompletableFuture().join());

      List<P> read =
          recorder.await(sent.size(), PATIENCE).stream().<P>map(Message::payload).toList();
      assertThat(read).containsExactlyElementsOf(sent);
      return read.size();
    }
  }
}
