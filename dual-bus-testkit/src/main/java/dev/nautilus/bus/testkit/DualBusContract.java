package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [DualBusClient] promises. Extend it for a transport of your own: three methods say
/// how to connect, cut and restore; the tests come with it.
///
/// A *pushed* type (market data) reaches every subscriber. A *pulled* type (engine logic) reaches
/// each engine that subscribes once, whichever of its instances handles it, and is handed over
/// again when the handler fails, until it succeeds or has become a dead letter. Order holds per
/// publisher, key and lane. What was not taken is never silently dropped: it is an exception with a
/// reason, or a value.
public abstract class DualBusContract extends FailureContract {
  private static final int SMALL_BUFFER = 64 << 10;
  private static final int SMALL_MESSAGE = 16 << 10;
  private static final BusOptions SMALL =
      BusClients.OPTIONS.toBuilder()
          .bufferBytes(SMALL_BUFFER)
          .maxMessageBytes(SMALL_MESSAGE)
          .build();

  /// For subclasses.
  protected DualBusContract() {}

  @Test
  void publish_payloadThatCannotBeEncoded_isRefusedAtTheDoor() {
    DualBusClient writer = client(HUB, "hub-1");

    assertThatThrownBy(() -> writer.publish(OWN_CODEC, new Sample("a", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void publish_keyOver1024Bytes_isRefusedAtTheDoor() {
    DualBusClient writer = client(HUB, "hub-1");

    assertThatThrownBy(() -> writer.publish(PULLED, new Sample("x".repeat(1025), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024");
  }

  @Test
  void publish_payloadOverTheLimit_isTooLargeAndTheNextOneArrives() {
    DualBusClient writer = client(HUB, "hub-1", SMALL);
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), WITHOUT_KEY);

    assertThat(
            reasonOf(() -> writer.publish(WITHOUT_KEY, new Sample("x".repeat(SMALL_MESSAGE), 1))))
        .isEqualTo(BusException.Reason.TOO_LARGE);
    publishAll(writer, WITHOUT_KEY, 2);

    reader.await(1, PATIENCE);
    assertThat(numbers(reader)).containsExactly(2);
    assertThat(writer.statistics(PULLED.bus()).refused()).isEqualTo(1);
    assertThat(writer.statistics(PULLED.bus()).published()).isEqualTo(1);
  }

  @Test
  void publish_whileTheBusIsAway_isConfirmedInOrderWhenItIsBack() {
    for (var type : List.of(PUSHED, PULLED)) {
      DualBusClient writer = client(HUB, "hub-" + type.name());
      Recorder<Sample> reader = Recorder.on(client(RISK, "risk-" + type.name()), type);
      cut(type.bus());
      List<CompletionStage<Published>> stages = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        stages.add(writer.publish(type, new Sample("a", i)));
      }
      restore(type.bus());

      stages.forEach(ContractStage::done);
      reader.await(20, PATIENCE);
      assertThat(numbers(reader))
          .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }
  }

  @Test
  void offer_open_isAcceptedAndArrives() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), PUSHED);

    assertThat(client(HUB, "hub-1").offer(PUSHED, new Sample("a", 1), Priority.NORMAL))
        .isEqualTo(Offer.ACCEPTED);

    assertThat(reader.await(1, PATIENCE).get(0).payload()).isEqualTo(new Sample("a", 1));
  }

  @Test
  void offer_busAwayAndBufferFull_isRefusedAndWhatWasAcceptedArrives() {
    DualBusClient writer = client(HUB, "hub-1", SMALL);
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), PULLED);
    String key = "x".repeat(1024);
    cut(PULLED.bus());
    int accepted = 0;
    Offer outcome = writer.offer(PULLED, new Sample(key, accepted), Priority.NORMAL);
    while (outcome == Offer.ACCEPTED && accepted < SMALL_BUFFER) {
      accepted++;
      outcome = writer.offer(PULLED, new Sample(key, accepted), Priority.NORMAL);
    }
    restore(PULLED.bus());

    assertThat(outcome).isIn(Offer.BACK_PRESSURED, Offer.NOT_CONNECTED);
    assertThat(accepted).isPositive();
    reader.await(accepted, PATIENCE);
    assertThat(numbers(reader))
        .containsExactlyElementsOf(IntStream.range(0, accepted).boxed().toList());
    assertThat(writer.statistics(PULLED.bus()).refused()).isEqualTo(1);
  }

  @Test
  void close_withPublishesUnderWay_sendsThem() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), PULLED);
    DualBusClient writer = client(HUB, "hub-1");
    List<CompletionStage<Published>> stages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      stages.add(writer.publish(PULLED, new Sample("a", i)));
    }

    writer.close();

    stages.forEach(
        stage -> assertThat(stage.toCompletableFuture()).as("after close").isCompleted());
    reader.await(200, PATIENCE);
    assertThat(numbers(reader)).containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void close_twice_isHarmless() {
    DualBusClient client = client(RISK, "risk-1");
    client.close();
    client.close();

    assertThat(client.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.DOWN);
  }

  @Test
  void publish_afterClose_isClosed() {
    DualBusClient client = client(RISK, "risk-1");
    client.close();

    for (var type : List.of(PUSHED, PULLED)) {
      assertThat(reasonOf(() -> client.publish(type, new Sample("a", 1))))
          .isEqualTo(BusException.Reason.CLOSED);
    }
  }

  @Test
  void offer_afterClose_isClosed() {
    DualBusClient client = client(RISK, "risk-1");
    client.close();

    for (var type : List.of(PUSHED, PULLED)) {
      assertThat(client.offer(type, new Sample("a", 1), Priority.NORMAL)).isEqualTo(Offer.CLOSED);
    }
  }

  @Test
  void subscribe_afterClose_isClosed() {
    DualBusClient client = client(RISK, "risk-1");
    client.close();

    assertThatThrownBy(() -> client.subscribe(PULLED, message -> {}))
        .isInstanceOfSatisfying(
            BusException.class, e -> assertThat(e.reason()).isEqualTo(BusException.Reason.CLOSED));
  }

  @Test
  void health_connected_isUpOnBothBuses() {
    DualBusClient client = client(RISK, "risk-1");
    Recorder.on(client, PUSHED);
    Recorder.on(client, PULLED);

    assertThat(client.health(Bus.MARKET_DATA).status()).isEqualTo(BusHealth.Status.UP);
    assertThat(client.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);
  }
}
