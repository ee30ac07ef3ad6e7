package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ACL files for Redis 6.2 on a 6.2: commands and channels are held, families are not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedOldRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> FORBIDDEN =
      List.of(
          "FLUSHALL",
          "CONFIG GET maxmemory",
          "KEYS *",
          "ACL LIST",
          "MONITOR",
          "SCRIPT FLUSH",
          "CLIENT KILL TYPE normal",
          "SHUTDOWN NOSAVE",
          "PSUBSCRIBE *",
          "SUBSCRIBE elsewhere",
          "PUBLISH elsewhere x",
          "GET elsewhere",
          "SET elsewhere x");

  private static final MessageType<Numbered> BAR = type(Family.BARS);
  private static final MessageType<Numbered> SIGNAL = type(Family.SIGNALS);
  private static final RequestType<Numbered, Numbered> ORDER =
      type(Family.ORDERS).answeredBy(type(Family.RISK));

  private GuardedBuses buses;

  @BeforeAll
  void start() throws IOException {
    buses = new GuardedBuses(GuardedRedis.embedded(), "-6.2");
  }

  @AfterEach
  void closeClients() {
    buses.closeClients();
  }

  @AfterAll
  void stop() throws IOException {
    if (buses != null) {
      buses.close();
    }
  }

  private static MessageType<Numbered> type(Family family) {
    return MessageType.event(family, "old." + family.keyName(), Numbered.class)
        .keyedBy(Numbered::key);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  static List<String> users() {
    return GuardedRedis.USERS;
  }

  @ParameterizedTest
  @MethodSource("users")
  void forbidden_isForNobody(String user) {
    for (Bus bus : Bus.values()) {
      assertThat(FORBIDDEN.stream().filter(each -> buses.of(bus).allows(user, each.split(" "))))
          .as("%s on %s", user, bus)
          .isEmpty();
    }
  }

  @Test
  void publish_byWhoOnlyLooks_isRefused() {
    for (String user : List.of("operator", "exporter")) {
      assertThat(buses.of(Bus.MARKET_DATA).allows(user, "PUBLISH", "md:{md:ticks:0}", "x"))
          .isFalse();
    }
    assertThat(buses.of(Bus.ENGINE_LOGIC).allows("ml", "PUBLISH", "el:reply:vpin:vpin-1", "x"))
        .isFalse();
  }

  @Test
  void family_ofOthers_isNotHeldBackHere() {
    assertThat(buses.of(Bus.ENGINE_LOGIC).allows("ml", "XADD", "{el:risk:9}", "*", "f", "x"))
        .as("6.2 cannot tell reading from writing; this says so")
        .isTrue();
  }

  @Test
  void clients_ofTheRules_doTheirWork() {
    buses.refused();
    DualBusClient marketData = buses.client("marketdata", "marketdata-1");
    DualBusClient risk = buses.client("risk", "risk-1");
    DualBusClient strategy = buses.client("strategy", "strategy-1");
    Recorder<Numbered> bars = Recorder.on(risk, BAR);
    Recorder<Numbered> signals = Recorder.on(risk, SIGNAL);
    risk.respond(ORDER, GuardedOldRedisIT::doubled);

    done(marketData.publish(BAR, new Numbered("a", 1)));
    done(strategy.publish(SIGNAL, new Numbered("a", 2)));
    done(strategy.publish(SIGNAL, new Numbered("a", 3), Priority.URGENT));

    bars.await(1, PATIENCE);
    signals.await(2, PATIENCE);
    assertThat(done(strategy.request(ORDER, new Numbered("a", 4), PATIENCE)).payload().number())
        .isEqualTo(8);
    assertThat(risk.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);
    buses.closeClients();
    assertThat(buses.refused()).isEmpty();
  }

  private static CompletionStage<Numbered> doubled(Message<Numbered> request) {
    Numbered asked = request.payload();
    return CompletableFuture.completedFuture(new Numbered(asked.key(), 2 * asked.number()));
  }
}
