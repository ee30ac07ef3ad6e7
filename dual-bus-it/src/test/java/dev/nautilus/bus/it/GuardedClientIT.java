package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The real client of each user under the ACL files of `redis/`, on Redis 7: it does all its work
/// and is refused nothing, not even what it could bear.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedClientIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<Family, MessageType<Numbered>> TYPES =
      Arrays.stream(Family.values())
          .collect(
              Collectors.toMap(
                  family -> family,
                  family ->
                      MessageType.event(family, "access." + family.keyName(), Numbered.class)
                          .keyedBy(Numbered::key)));
  private static final RequestType<Numbered, Numbered> ORDER =
      type(Family.ORDERS).answeredBy(type(Family.RISK));
  private static final RequestType<Numbered, Numbered> DATA =
      type(Family.REQUESTS)
          .answeredBy(MessageType.event(Family.REQUESTS, "answer", Numbered.class));

  private GuardedBuses buses;

  @BeforeAll
  void start() throws IOException {
    Optional<Path> redis = GuardedRedis.onPath();
    assumeThat(redis).as("needs redis-server 7 or later on the PATH").isPresent();
    buses = new GuardedBuses(redis.get(), "");
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

  static List<String> clients() {
    return GuardedRedis.USERS.stream()
        .filter(user -> !user.equals("operator") && !user.equals("exporter"))
        .toList();
  }

  static MessageType<Numbered> type(Family family) {
    return Objects.requireNonNull(TYPES.get(family));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Reads what it may, writes what it owns, comes back after a restart, leaves.
  @ParameterizedTest
  @MethodSource("clients")
  void client_ofEachUser_doesItsWork(String user) {
    buses.refused();
    for (int start = 1; start <= 2; start++) {
      DualBusClient client = buses.client(user, user + "-1");
      boolean groupsOnMarketData = user.equals("hub") || user.equals("bridge");
      for (Family family : Family.values()) {
        boolean owns = AccessIT.mayWrite(user).contains(family);
        boolean reads = family != Family.REQUESTS || groupsOnMarketData;
        Optional<Recorder<Numbered>> heard =
            reads ? Optional.of(Recorder.on(client, type(family))) : Optional.empty();
        if (owns) {
          Numbered payload = new Numbered("a", start);
          done(client.publish(type(family), payload));
          done(client.publish(type(family), payload, Priority.FLASH_CRASH));
          heard.ifPresent(each -> each.await(2, PATIENCE));
        }
      }
      for (Bus bus : Bus.values()) {
        assertThat(client.health(bus).status()).isEqualTo(BusHealth.Status.UP);
      }
      buses.closeClients();
    }
    assertThat(buses.refused()).as(user).isEmpty();
  }

  /// Its group is its own and goes when it does.
  @Test
  void gateway_readingAsAnInstance_comesAndGoes() {
    buses.refused();
    DualBusClient websocket = buses.client("websocket", "websocket-7");
    Recorder<Numbered> heard =
        Recorder.on(websocket, type(Family.RISK), SubscriptionOptions.DEFAULTS.perInstance());
    done(buses.client("risk", "risk-7").publish(type(Family.RISK), new Numbered("a", 7)));
    heard.await(1, PATIENCE);
    buses.closeClients();
    assertThat(buses.refused()).isEmpty();
  }

  @Test
  void request_toRiskAndToTheHub_isAnswered() {
    buses.refused();
    buses.client("risk", "risk-1").respond(ORDER, GuardedClientIT::doubled);
    buses.client("hub", "hub-1").respond(DATA, GuardedClientIT::doubled);
    DualBusClient strategy = buses.client("strategy", "strategy-1");

    assertThat(done(strategy.request(ORDER, new Numbered("a", 1), PATIENCE)).payload().number())
        .isEqualTo(2);
    assertThat(done(strategy.request(DATA, new Numbered("a", 2), PATIENCE)).payload().number())
        .isEqualTo(4);
    buses.closeClients();
    assertThat(buses.refused()).isEmpty();
  }

  private static CompletionStage<Numbered> doubled(Message<Numbered> request) {
    Numbered asked = request.payload();
    return CompletableFuture.completedFuture(new Numbered(asked.key(), 2 * asked.number()));
  }

  @Test
  void letter_ofAnEngine_isHandedBackByTheOperator() {
    buses.refused();
    AtomicBoolean mended = new AtomicBoolean();
    AtomicBoolean handled = new AtomicBoolean();
    DualBusClient vpin = buses.client("vpin", "vpin-1");
    vpin.subscribe(
        type(Family.RISK),
        message -> {
          if (!mended.get()) {
            throw new IllegalStateException("as the test wants it");
          }
          handled.set(true);
        });
    done(buses.client("risk", "risk-2").publish(type(Family.RISK), new Numbered("a", 1)));
    await().atMost(PATIENCE).until(() -> vpin.statistics(Bus.ENGINE_LOGIC).deadLettered() == 1);

    DeadLetterQueue queue = DeadLetterQueue.parse("el:risk:0/vpin");
    mended.set(true);
    String operator = buses.of(Bus.ENGINE_LOGIC).url("operator");
    try (DeadLetters letters = DeadLetters.at(BusAddress.of(operator, 6381))) {
      assertThat(letters.queues()).containsEntry(queue, 1L);
      assertThat(letters.list(queue, "0", 10)).hasSize(1);
      assertThat(letters.replayAll(queue)).isEqualTo(1);
      await().atMost(PATIENCE).until(handled::get);
      assertThat(letters.purgeAll(queue)).isZero();
    }
    buses.closeClients();
    assertThat(buses.refused()).isEmpty();
  }

  /// Never a hang, and never taken for done: it ends in bounded time and repeats what Redis said.
  @ParameterizedTest
  @MethodSource("foreign")
  void publish_toAFamilyOfOthers_failsSayingSo(Family family) {
    DualBusClient features = buses.client("features", "features-1");

    BusException failure = failure(features.publish(type(family), new Numbered("a", 1)));

    assertThat(failure.reason())
        .isIn(BusException.Reason.NOT_SENT, BusException.Reason.UNUSABLE_SERVER);
    assertThat(failure)
        .hasMessageContaining("{" + family.bus().prefix() + ":" + family.keyName() + ":0}")
        .hasMessageContaining("can't access at least one of the keys");
    buses.refused();
  }

  static List<Family> foreign() {
    return List.of(Family.RISK, Family.TICKS);
  }

  @Test
  void login_withAWrongPassword_isSaidByHealthAndByPublish() {
    DualBusClient client =
        buses.client(
            buses.of(Bus.MARKET_DATA).urlWithWrongPassword("risk"),
            buses.of(Bus.ENGINE_LOGIC).urlWithWrongPassword("risk"),
            "risk",
            "risk-3");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.health(Bus.ENGINE_LOGIC).detail())
                    .contains("user 'risk' is not let in: WRONGPASS"));

    BusException failure = failure(client.publish(type(Family.RISK), new Numbered("a", 1)));

    assertThat(failure.reason())
        .isIn(BusException.Reason.NOT_SENT, BusException.Reason.UNUSABLE_SERVER);
    assertThat(failure).hasMessageContaining("WRONGPASS");
    buses.refused();
  }

  private static BusException failure(CompletionStage<Published> published) {
    try {
      Published unused = done(published);
    } catch (CompletionException e) {
      if (e.getCause() instanceof BusException failure) {
        return failure;
      }
      throw e;
    }
    throw new AssertionError("must have failed");
  }
}
