package dev.nautilus.bus.it;

import static dev.nautilus.bus.it.SentinelStage.awaitAlert;
import static dev.nautilus.bus.it.SentinelStage.confirmed;
import static dev.nautilus.bus.it.SentinelStage.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.SubscriptionOptions.Start;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisSentinels;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a failover by sentinels finds missing on the new master, because no replica had it: sent
/// again, tried again, or reported as lost.
@LongFault
class FailoverTailIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "tail.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "tail.pushed", Numbered.class).keyedBy(Numbered::key);

  @BeforeEach
  void needsRedis() {
    assumeTrue(
        RedisSentinels.isPossible(), "needs redis-server 7 or later, and redis-cli, on the PATH");
  }

  private static List<Integer> numbers(Recorder<Numbered> recorder) {
    return recorder.payloads().stream().map(Numbered::number).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void engineLogic_masterDiedWithWhatNoReplicaHad_isSentAgainOnceAndInOrder() {
    try (SentinelStage stage = new SentinelStage(2)) {
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      Recorder<Numbered> seen = Recorder.on(reader, PULLED);
      Recorder<SystemAlert> alerts = Recorder.on(reader, MessageType.SYSTEM_ALERT);
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      confirmed(publish(writer, PULLED, 0, 100));
      seen.await(100, PATIENCE);
      stage.cutReplicas(Bus.ENGINE_LOGIC);
      confirmed(publish(writer, PULLED, 100, 400));
      seen.await(400, PATIENCE);

      stage.killMaster(Bus.ENGINE_LOGIC);
      stage.awaitOtherMaster(Bus.ENGINE_LOGIC);
      confirmed(publish(writer, PULLED, 400, 500));

      awaitAlert(alerts, "TAIL_RESENT", "{el:signals:0}/");
      seen.await(500, PATIENCE);
      assertThat(numbers(seen)).isEqualTo(range(0, 500));
      DualBusClient late = stage.client(EngineType.ML, "ml-1");
      Recorder<Numbered> all =
          Recorder.on(late, PULLED, SubscriptionOptions.DEFAULTS.startingAt(Start.ALL));
      all.await(500, PATIENCE);
      assertThat(numbers(all)).isEqualTo(range(0, 500));
    }
  }

  @Test
  void engineLogic_failedMessageThatNoReplicaHad_isTriedAgainByWhoHadItBeforeThoseBehindIt() {
    try (SentinelStage stage = new SentinelStage(1)) {
      BusOptions patient =
          BusClients.OPTIONS.toBuilder()
              .retryDelay(Duration.ofMillis(200))
              .maxAttempts(1_000)
              .build();
      DualBusClient reader =
          stage.client(stage.builder(EngineType.RISK, "risk-1").options(patient));
      AtomicBoolean broken = new AtomicBoolean(true);
      AtomicInteger attempts = new AtomicInteger();
      List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
      reader.subscribe(
          PULLED,
          message -> {
            int number = message.payload().number();
            if (number == 10 && broken.get()) {
              attempts.incrementAndGet();
              throw new IllegalStateException("not yet");
            }
            seen.add(number);
          });
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      confirmed(publish(writer, PULLED, 0, 10));
      await().atMost(PATIENCE).until(() -> seen.size() == 10);
      stage.cutReplicas(Bus.ENGINE_LOGIC);
      confirmed(publish(writer, PULLED, 10, 20));
      // 10 and 15 have the same key.
      await().atMost(PATIENCE).until(() -> attempts.get() > 0 && seen.size() == 18);
      stage.killMaster(Bus.ENGINE_LOGIC);
      stage.awaitOtherMaster(Bus.ENGINE_LOGIC);
      confirmed(publish(writer, PULLED, 20, 30));
      broken.set(false);

      await().atMost(PATIENCE).until(() -> seen.size() == 30);
      assertThat(seen).doesNotHaveDuplicates().containsAll(range(0, 30));
      assertThat(seen.indexOf(10)).isLessThan(seen.indexOf(15));
      assertThat(seen.indexOf(15)).isLessThan(seen.indexOf(20));
    }
  }

  @Test
  void engineLogic_lostTailThatThePublisherKeepsNoLonger_isReportedByMessageId() {
    try (SentinelStage stage = new SentinelStage(1)) {
      BusOptions small =
          BusClients.OPTIONS.toBuilder()
              .bufferBytes(10_000)
              .maxMessageBytes(5_000)
              .frameMessages(1)
              .build();
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      Recorder<SystemAlert> alerts = Recorder.on(reader, MessageType.SYSTEM_ALERT);
      DualBusClient writer = stage.client(stage.builder(EngineType.HUB, "hub-1").options(small));
      confirmed(publish(writer, PULLED, 0, 10));
      stage.cutReplicas(Bus.ENGINE_LOGIC);
      for (int n = 10; n < 400; n++) {
        confirmed(publish(writer, PULLED, n, n + 1));
      }
      stage.killMaster(Bus.ENGINE_LOGIC);
      stage.awaitOtherMaster(Bus.ENGINE_LOGIC);

      awaitAlert(alerts, "TAIL_LOST", "-11 to ");
      confirmed(publish(writer, PULLED, 400, 410));
    }
  }

  @Test
  void marketData_lostTailThatASlowSubscriberHadNotRead_isADataGap() {
    try (SentinelStage stage = new SentinelStage(1)) {
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
      CountDownLatch goOn = new CountDownLatch(1);
      List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
      reader.subscribe(
          PUSHED,
          (Message<Numbered> message) -> {
            goOn.await();
            seen.add(message.payload().number());
          },
          SubscriptionOptions.DEFAULTS.slow(SlowPolicy.BLOCK, 10));
      // A message a frame: more frames than wait for one reader, more bytes than are kept.
      BusOptions small =
          BusClients.OPTIONS.toBuilder()
              .bufferBytes(400_000)
              .maxMessageBytes(5_000)
              .frameMessages(1)
              .build();
      DualBusClient writer = stage.client(stage.builder(EngineType.HUB, "hub-1").options(small));
      confirmed(publish(writer, PUSHED, 0, 100));
      stage.cutReplicas(Bus.MARKET_DATA);
      for (int n = 100; n < 60_100; n += 1_000) {
        confirmed(publish(writer, PUSHED, n, n + 1_000));
      }
      stage.killMaster(Bus.MARKET_DATA);
      stage.awaitOtherMaster(Bus.MARKET_DATA);

      confirmed(publish(writer, PUSHED, 60_100, 60_110));
      goOn.countDown();
      await().atMost(PATIENCE).until(() -> seen.contains(60_109));
      assertThat(gaps.payloads())
          .isNotEmpty()
          .allSatisfy(gap -> assertThat(gap.reason()).isEqualTo("FAILOVER"));
      long missing = gaps.payloads().stream().mapToLong(DataGap::missing).sum();
      assertThat(seen.size() + missing).isEqualTo(60_110);
      assertThat(List.copyOf(seen)).isSorted().doesNotHaveDuplicates();
    }
  }
}
