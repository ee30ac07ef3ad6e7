package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.EngineHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An engine that keeps its state is killed under load, again and again, and says all the same, on
/// real Redis and in real processes, exactly what it says when nobody disturbs it:
///
/// ```java
/// class SpreadCrashIT extends CrashContract {
///   protected Class<?> application() { return SpreadApplication.class; }
///   protected EngineDefinition undisturbed() { return new SpreadEngine().spread(new SpreadBook()); }
///   protected List<Input<?>> inputs() { return quotes; }
/// }
/// ```
///
/// Order holds between inputs of types that are pushed, and between those of one stream.
@NautilusBusTest
public abstract class CrashContract {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(2);

  private int starts;

  /// For implementors.
  protected CrashContract() {}

  /// Something the engine hears.
  ///
  /// @param <P> payload class
  public record Input<P>(MessageType<P> type, P payload) {
    private void publish(DualBusClient bus) {
      bus.publish(type, payload).toCompletableFuture().join();
    }

    private void send(EngineHarness engine) {
      engine.send(type, payload);
    }
  }

  /// The class with the engine's main.
  protected abstract Class<?> application();

  /// The same engine with the same settings as the arguments give it.
  protected abstract EngineDefinition undisturbed();

  /// What it hears, in order.
  protected abstract List<Input<?>> inputs();

  /// Settings beside the buses' addresses, as `--key=value`.
  protected List<String> arguments() {
    return List.of();
  }

  /// Answers what the engine asks for before it listens.
  protected void answerHistory(DualBusClient hub) {}

  /// The same for the undisturbed one.
  protected void warmUp(EngineHarness engine) {}

  /// Whether something that the engine said follows from its inputs alone; what a clock makes it
  /// say is not compared.
  protected boolean followsFromInputs(Message<?> said) {
    return true;
  }

  /// How often it is killed.
  protected int kills() {
    return 2;
  }

  @Test
  void engine_killedUnderLoad_saysWhatAnUndisturbedOneSays(BusServers servers, BusClients clients) {
    EngineDefinition definition = undisturbed();
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient ear = clients.client(new EngineType("crash-test"), "crash-test-1");
    List<Recorder<?>> said = new ArrayList<>();
    definition.emits().forEach(type -> said.add(Recorder.on(ear, type)));
    Recorder<EngineHealth> health = Recorder.on(ear, MessageType.ENGINE_HEALTH);
    answerHistory(hub);
    List<Input<?>> inputs = inputs();
    int life = inputs.size() / (kills() + 1);
    Set<Long> known = new HashSet<>();
    EngineProcess engine = start(servers);
    try {
      awaitReady(engine, health, known);
      for (int i = 0; i < inputs.size(); i++) {
        inputs.get(i).publish(hub);
        LockSupport.parkNanos(APART);
        if (i % life == life - 1 && i / life < kills()) {
          engine.kill();
          engine = start(servers);
        }
        if (i >= life && i % life == life / 3) {
          // So much came while it was dead; the rest comes while it lives.
          awaitReady(engine, health, known);
        }
      }
      assertSame(definition, said);
    } finally {
      engine.close();
    }
  }

  private EngineProcess start(BusServers servers) {
    List<String> all = new ArrayList<>();
    all.add("--server.port=0");
    all.add("--nautilus.bus.market-data-url=" + servers.marketData().url());
    all.add("--nautilus.bus.engine-logic-url=" + servers.engineLogic().url());
    all.add("--nautilus.engine.state.every=500ms");
    all.addAll(arguments());
    return EngineProcess.start(application(), all, ++starts);
  }

  private static void awaitReady(
      EngineProcess engine, Recorder<EngineHealth> health, Set<Long> known) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(engine.isAlive()).as("see target/processes").isTrue();
              return health.messages().stream()
                  .filter(each -> each.payload().status() == EngineHealth.Status.READY)
                  .anyMatch(each -> !known.contains(each.envelope().id().incarnation()));
            });
    health.messages().forEach(each -> known.add(each.envelope().id().incarnation()));
  }

  private void assertSame(EngineDefinition definition, List<Recorder<?>> said) {
    EngineHarness undisturbed = EngineHarness.of(definition);
    warmUp(undisturbed);
    inputs().forEach(input -> input.send(undisturbed));
    for (int i = 0; i < said.size(); i++) {
      String type = definition.emits().get(i).name() + " ";
      List<String> expected =
          undisturbed.outbox().lines().stream().filter(line -> line.startsWith(type)).toList();
      Recorder<?> recorder = said.get(i);
      await().atMost(PATIENCE).until(() -> lines(recorder).size() >= expected.size());
      assertThat(lines(recorder)).isEqualTo(expected);
    }
  }

  private List<String> lines(Recorder<?> recorder) {
    return recorder.messages().stream()
        .filter(this::followsFromInputs)
        .map(CrashContract::line)
        .toList();
  }

  private static String line(Message<?> message) {
    return message.type().name()
        + " "
        + message.envelope().priority()
        + " "
        + JsonText.payload(message.payload());
  }
}
