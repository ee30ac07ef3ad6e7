package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.testkit.ContractStage.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// What the broker does beyond the contract, in manual mode.
class InMemoryBrokerTest {
  private final Instant start = Instant.parse("2026-01-05T14:30:00Z");
  private Instant now = start;
  private final InMemoryBroker broker = InMemoryBroker.manual(clock());
  private final DualBusClient writer = broker.connect(EngineType.HUB, "hub-1");
  private final DualBusClient reader = broker.connect(EngineType.RISK, "risk-1");

  private InstantSource clock() {
    return () -> now;
  }

  @Test
  void drain_manual_runsHandlersOnTheCallingThreadAndNotBefore() {
    List<Thread> threads = new ArrayList<>();
    reader.subscribe(ContractStage.PUSHED, message -> threads.add(Thread.currentThread()));
    writer.publish(ContractStage.PUSHED, new Sample("a", 1));
    assertThat(threads).isEmpty();

    assertThat(broker.drain()).isEqualTo(1);

    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(broker.drain()).isZero();
  }

  @Test
  void drain_handlerPublishes_runsWhatItCausedToo() {
    reader.subscribe(
        ContractStage.PUSHED, message -> reader.publish(ContractStage.PULLED, new Sample("b", 2)));
    Recorder<Sample> caused = Recorder.on(writer, ContractStage.PULLED);
    writer.publish(ContractStage.PUSHED, new Sample("a", 1));

    assertThat(broker.drain()).isEqualTo(2);

    assertThat(caused.payloads()).containsExactly(new Sample("b", 2));
  }

  @Test
  void drain_expressWaits_runsItFirst() {
    Recorder<Sample> both = Recorder.on(reader, ContractStage.PULLED);
    reader.subscribe(ContractStage.EXPRESS, both);
    writer.publish(ContractStage.PULLED, new Sample("a", 1));
    writer.publish(ContractStage.EXPRESS, new Sample("a", 2));

    broker.drain();

    assertThat(both.payloads()).extracting(Sample::number).containsExactly(2, 1);
  }

  @Test
  void drain_threaded_isRefused() {
    try (InMemoryBroker threaded = InMemoryBroker.threaded()) {
      assertThatThrownBy(threaded::drain).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void drain_sameInputTwice_deliversInTheSameOrder() {
    assertThat(trace()).isEqualTo(trace()).hasSize(30);
  }

  private static List<String> trace() {
    List<String> trace = new ArrayList<>();
    InMemoryBroker broker = InMemoryBroker.manual(() -> Instant.EPOCH);
    for (String name : List.of("risk", "ml", "vpin")) {
      broker
          .connect(new EngineType(name), name + "-1")
          .subscribe(
              ContractStage.PULLED, message -> trace.add(name + " " + message.envelope().id()));
    }
    DualBusClient writer = broker.connect(EngineType.HUB, "hub-1");
    for (int i = 0; i < 10; i++) {
      writer.publish(ContractStage.PULLED, new Sample("a", i));
    }
    broker.drain();
    return trace;
  }

  @Test
  void request_deadlinePasses_timesOutByTheBrokersClock() {
    CompletionStage<Message<Sample>> reply =
        reader.request(ContractStage.ENGINE_QUESTION, new Sample("a", 1), Duration.ofSeconds(10));
    broker.drain();
    assertThat(reply.toCompletableFuture()).isNotDone();

    now = start.plusSeconds(10);
    broker.drain();

    assertThat(reply.toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            BusException.class, e -> assertThat(e.reason()).isEqualTo(BusException.Reason.TIMEOUT));
  }

  @Test
  void request_deadlinePassedBeforeItIsHandled_isNotAnswered() {
    List<Sample> asked = new ArrayList<>();
    writer.respond(
        ContractStage.ENGINE_QUESTION,
        request -> {
          asked.add(request.payload());
          return CompletableFuture.completedFuture(request.payload());
        });
    reader.request(ContractStage.ENGINE_QUESTION, new Sample("a", 1), Duration.ofSeconds(1));
    now = start.plusSeconds(2);

    broker.drain();

    assertThat(asked).isEmpty();
  }

  @Test
  void handler_alwaysFails_isTriedFiveTimesThenDeadLetteredAndItsKeyGoesOn() {
    List<Integer> seen = new ArrayList<>();
    reader.subscribe(
        ContractStage.PULLED,
        message -> {
          seen.add(message.payload().number());
          if (message.payload().number() == 1) {
            throw new IllegalStateException("as the test wants it");
          }
        });
    CompletionStage<Published> bad = writer.publish(ContractStage.PULLED, new Sample("a", 1));
    writer.publish(ContractStage.PULLED, new Sample("a", 2));
    writer.publish(ContractStage.PULLED, new Sample("b", 3));

    broker.drain();

    assertThat(seen).containsExactly(1, 3, 1, 1, 1, 1, 2);
    assertThat(broker.deadLetters()).containsExactly(bad.toCompletableFuture().join().id());
    assertThat(reader.statistics(Bus.ENGINE_LOGIC).failed()).isEqualTo(5);
    assertThat(reader.statistics(Bus.ENGINE_LOGIC).delivered()).isEqualTo(2);
  }

  @Test
  void handler_failsOnce_secondDeliveryIsFlaggedRedelivered() {
    List<Boolean> flags = new ArrayList<>();
    reader.subscribe(
        ContractStage.PULLED,
        message -> {
          flags.add(message.envelope().redelivered());
          if (flags.size() == 1) {
            throw new IllegalStateException("as the test wants it");
          }
        });
    writer.publish(ContractStage.PULLED, new Sample("a", 1));

    broker.drain();

    assertThat(flags).containsExactly(false, true);
  }

  @Test
  void close_activeInstance_theNextOneGoesOnInOrder() {
    DualBusClient standby = broker.connect(EngineType.RISK, "risk-2");
    reader.subscribe(ContractStage.PULLED, message -> {});
    Recorder<Sample> next = Recorder.on(standby, ContractStage.PULLED);
    writer.publish(ContractStage.PULLED, new Sample("a", 1));
    writer.publish(ContractStage.PULLED, new Sample("a", 2));
    reader.close();
    writer.publish(ContractStage.PULLED, new Sample("a", 3));

    broker.drain();

    assertThat(next.payloads()).extracting(Sample::number).containsExactly(1, 2, 3);
  }

  @Test
  void cut_bus_isDownAndPublishesWait() {
    Recorder<Sample> recorder = Recorder.on(reader, ContractStage.PULLED);
    broker.cut(Bus.ENGINE_LOGIC);
    CompletionStage<Published> waiting = writer.publish(ContractStage.PULLED, new Sample("a", 1));
    broker.drain();

    assertThat(waiting.toCompletableFuture()).isNotDone();
    assertThat(recorder.messages()).isEmpty();
    assertThat(writer.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.DOWN);
    assertThat(writer.health(Bus.MARKET_DATA).status()).isEqualTo(BusHealth.Status.UP);
    assertThatThrownBy(() -> writer.subscribe(ContractStage.PULLED, message -> {}))
        .isInstanceOf(BusException.class);

    broker.restore(Bus.ENGINE_LOGIC);
    broker.drain();
    assertThat(waiting.toCompletableFuture()).isCompleted();
    assertThat(recorder.payloads()).containsExactly(new Sample("a", 1));
  }

  @Test
  void close_whileCut_endsWaitingPublishesAsNotSent() {
    broker.cut(Bus.MARKET_DATA);
    CompletionStage<Published> waiting = writer.publish(ContractStage.PUSHED, new Sample("a", 1));

    writer.close();

    assertThatThrownBy(() -> waiting.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BusException.class,
            e -> assertThat(e.reason()).isEqualTo(BusException.Reason.NOT_SENT));
    assertThat(writer.statistics(Bus.MARKET_DATA).refused()).isEqualTo(1);
  }

  @Test
  void publish_typeInAnotherVersion_isAFailureNotAGuess() {
    reader.subscribe(ContractStage.PUSHED.version(2), message -> {});
    writer.publish(ContractStage.PUSHED, new Sample("a", 1));

    broker.drain();

    assertThat(reader.statistics(Bus.MARKET_DATA).failed()).isEqualTo(1);
    assertThat(reader.statistics(Bus.MARKET_DATA).delivered()).isZero();
  }
}
