package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.hub.Samples;
import dev.nautilus.message.RiskMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Numbered messages both ways: risk writes to main as a legacy engine does, collateral publishes
/// on the bus. What was confirmed must come out at the other side once and in order.
final class TwoWayFlow implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TwoWayFlow.class);
  private static final Pattern VALUE = Pattern.compile("\"value\":(\\d+)");

  private final BridgeStage stage;
  private final DualBusClient collateral;
  private final ExecutorService writers = Executors.newFixedThreadPool(2);
  private final List<Integer> received = new CopyOnWriteArrayList<>();
  private final List<Integer> addedToMain = new CopyOnWriteArrayList<>();
  private final List<Integer> confirmedOnBus = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  TwoWayFlow(BridgeStage stage, BusClients clients) {
    this.stage = stage;
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    strategy.subscribe(MessageType.RISK_METRIC, this::take);
    this.collateral = clients.client(EngineType.COLLATERAL, "collateral-1");
    writers.execute(this::writeToMain);
    writers.execute(this::publish);
  }

  private void take(Message<RiskMetric> message) {
    if (message.envelope().origin() != null) {
      received.add((int) message.payload().value().orElseThrow());
    }
  }

  private static RiskMetric metric(int number) {
    return new RiskMetric(
        "fund",
        "var",
        "historical",
        OptionalDouble.of(0.01),
        1,
        OptionalDouble.of(number),
        "USD",
        true,
        "",
        Samples.NOON,
        true);
  }

  private void writeToMain() {
    for (int number = 1; !stopping; number++) {
      try {
        stage.add("nautilus-risk-streams", "risk", "risk_metric", JsonText.payload(metric(number)));
        addedToMain.add(number);
      } catch (IllegalStateException whileItIsAway) {
        // Perhaps it is there: the next number tells what was lost.
        pause();
      }
    }
  }

  private void publish() {
    for (int number = 1; !stopping; number++) {
      int mine = number;
      collateral
          .publish(MessageType.RISK_METRIC, metric(mine))
          .thenAccept(_ -> confirmedOnBus.add(mine));
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Until so many more have come out at both sides.
  void goOnFor(int messages) {
    int in = received.size() + messages;
    int out = carriedToMain().size() + messages;
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> received.size() >= in && carriedToMain().size() >= out);
  }

  private List<Integer> carriedToMain() {
    List<Integer> numbers = new ArrayList<>();
    try {
      for (var entry : stage.entries("nautilus-collateral-streams")) {
        Matcher value = VALUE.matcher(entry.getOrDefault("payload", ""));
        if (value.find()) {
          numbers.add(Integer.parseInt(value.group(1)));
        }
      }
    } catch (IllegalStateException whileItIsAway) {
      LOG.info("cannot look: {}", whileItIsAway.toString());
      return List.of();
    }
    return numbers;
  }

  /// Ends writing and waits for what is on its way; then everything must have come.
  void endsWhole() throws InterruptedException {
    stopping = true;
    writers.shutdown();
    assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(BridgeStage.SOON)
        .untilAsserted(
            () -> {
              assertThat(new HashSet<>(received)).containsAll(addedToMain);
              assertThat(new HashSet<>(carriedToMain())).containsAll(confirmedOnBus);
            });
    TimeUnit.SECONDS.sleep(1);
    assertThat(received).isSorted().doesNotHaveDuplicates();
    assertThat(carriedToMain()).isSorted().doesNotHaveDuplicates();
    assertThat(addedToMain).hasSizeGreaterThan(100);
    assertThat(confirmedOnBus).hasSizeGreaterThan(100);
  }

  @Override
  public void close() {
    stopping = true;
    writers.shutdownNow();
  }
}
