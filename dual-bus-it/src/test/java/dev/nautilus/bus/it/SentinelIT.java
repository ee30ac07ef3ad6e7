package dev.nautilus.bus.it;

import static dev.nautilus.bus.it.SentinelStage.awaitAlert;
import static dev.nautilus.bus.it.SentinelStage.confirmed;
import static dev.nautilus.bus.it.SentinelStage.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.Start;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.bus.testkit.RedisSentinels;
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Buses on Redis Sentinel: real sentinels, and masters that die by `kill -9`. No client is told
/// anything.
@LongFault
class SentinelIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "sentinel.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "sentinel.pushed", Numbered.class).keyedBy(Numbered::key);

  @BeforeEach
  void needsRedis() {
    assumeTrue(
        RedisSentinels.isPossible(), "needs redis-server 7 or later, and redis-cli, on the PATH");
  }

  private static MessageType<Numbered> type(Bus bus) {
    return bus == Bus.MARKET_DATA ? PUSHED : PULLED;
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void masterKilledUnderLoad_nothingConfirmedIsLostDoubledOrOutOfOrder(Bus bus) {
    try (SentinelStage stage = new SentinelStage(2)) {
      Tally tally = new Tally();
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      reader.subscribe(type(bus), tally);
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      try (Paced paced = new Paced(writer, type(bus), 5_000, 1_000_000)) {
        paced.awaitMoreConfirmed(10_000, PATIENCE);
        stage.killMaster(bus);
        stage.awaitOtherMaster(bus);
        paced.awaitMoreConfirmed(20_000, PATIENCE);
        paced.stop(PATIENCE);
        tally.assertHolds(paced, PATIENCE);
        assertThat(paced.count(End.OUTCOME_UNKNOWN)).isZero();
        assertThat(writer.statistics(bus).reconnects()).isPositive();
        assertThat(reader.statistics(bus).gaps()).isZero();
      }
    }
  }

  @Test
  void engineLogic_mastersAllGone_unconfirmedTailIsReportedByMessageId() {
    try (SentinelStage stage = new SentinelStage(1)) {
      BusOptions hasty =
          BusClients.OPTIONS.toBuilder().deliveryTimeout(Duration.ofSeconds(2)).build();
      DualBusClient writer = stage.client(stage.builder(EngineType.HUB, "hub-1").options(hasty));
      confirmed(publish(writer, PULLED, 0, 10));
      stage.nodes(Bus.ENGINE_LOGIC).forEach(RedisNode::freeze);
      List<CompletableFuture<?>> open = publish(writer, PULLED, 10, 20);
      await()
          .atMost(PATIENCE)
          .until(() -> open.stream().allMatch(CompletableFuture::isCompletedExceptionally));
      assertThat(open)
          .allSatisfy(one -> assertThat(reason(one)).isIn(Reason.OUTCOME_UNKNOWN, Reason.NOT_SENT));

      stage.nodes(Bus.ENGINE_LOGIC).forEach(RedisNode::thaw);
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      Recorder<SystemAlert> alerts =
          Recorder.on(
              reader, MessageType.SYSTEM_ALERT, SubscriptionOptions.DEFAULTS.startingAt(Start.ALL));
      awaitAlert(alerts, "UNCONFIRMED", "-11 to ");
    }
  }

  @Test
  void replicasToWait_withTooFew_endsUnknownAndWithEnoughIsConfirmed() {
    try (SentinelStage stage = new SentinelStage(2)) {
      BusOptions careful =
          BusClients.OPTIONS.toBuilder()
              .replicasToWait(2)
              .replicasTimeout(Duration.ofMillis(500))
              .build();
      DualBusClient writer = stage.client(stage.builder(EngineType.HUB, "hub-1").options(careful));
      assertThat(urgent(writer, 0)).succeedsWithin(PATIENCE);
      RedisNode replica = stage.nodes(Bus.ENGINE_LOGIC).get(1);
      replica.freeze();
      CompletableFuture<?> one = urgent(writer, 1);
      await().atMost(PATIENCE).until(one::isDone);
      replica.thaw();
      assertThat(reason(one)).isEqualTo(Reason.OUTCOME_UNKNOWN);
      assertThat(one).isCompletedExceptionally();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(urgent(writer, 2)).succeedsWithin(PATIENCE));
      replica.freeze();
      confirmed(publish(writer, PULLED, 3, 4));
      replica.thaw();
    }
  }

  private static CompletableFuture<?> urgent(DualBusClient writer, int number) {
    return writer
        .publish(PULLED, new Numbered("k", number), Priority.CRITICAL)
        .toCompletableFuture();
  }

  private static Reason reason(CompletableFuture<?> failed) {
    try {
      failed.get();
      throw new AssertionError("it did not fail");
    } catch (ExecutionException e) {
      return ((BusException) Objects.requireNonNull(e.getCause())).reason();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
