package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One instance of an engine reads a stream at a time; another one takes over.
@NautilusBusTest
class LeaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final String LEASE = STREAM + ":lease:risk";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "lease.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().leaseTime(Duration.ofMillis(1200)).build();

  private static DualBusClient risk(BusClients clients, String instance) {
    return clients.client(clients.builder(EngineType.RISK, instance).options(OPTIONS));
  }

  private static void publish(DualBusClient writer, int from, int to) {
    IntStream.range(from, to)
        .mapToObj(number -> writer.publish(PULLED, new Numbered("a", number)).toCompletableFuture())
        .toList()
        .forEach(one -> assertThat(one).succeedsWithin(PATIENCE));
  }

  private static String owner(BusServers servers) {
    return String.valueOf(servers.engineLogic().command("GET", LEASE));
  }

  private static void awaitOwner(BusServers servers, String instance) {
    await().atMost(PATIENCE).until(() -> owner(servers).startsWith(instance + "#"));
  }

  private static long pending(BusServers servers) {
    return servers.engineLogic().command("XPENDING", STREAM, "risk") instanceof List<?> fields
            && fields.get(0) instanceof Long count
        ? count
        : -1;
  }

  @Test
  void owner_closed_releasesAndTheStandbyGoesOnWithoutRepeating(
      BusServers servers, BusClients clients) {
    DualBusClient first = risk(clients, "risk-1");
    Recorder<Numbered> atFirst = Recorder.on(first, PULLED);
    awaitOwner(servers, "risk-1");
    DualBusClient second = risk(clients, "risk-2");
    Recorder<Numbered> atSecond = Recorder.on(second, PULLED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 0, 300);
    atFirst.await(300, PATIENCE);
    assertThat(second.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);

    first.close();
    publish(writer, 300, 600);

    atSecond.await(300, PATIENCE);
    assertThat(atSecond.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.range(300, 600).boxed().toList());
    assertThat(atSecond.messages()).noneMatch(message -> message.envelope().redelivered());
    assertThat(atFirst.payloads()).hasSize(300);
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
    String consumers =
        String.valueOf(servers.engineLogic().command("XINFO", "CONSUMERS", STREAM, "risk"));
    assertThat(consumers).doesNotContain("risk-1#").contains("risk-2#");
  }

  @Test
  void owner_killedWithMessagesInHand_standbyGetsThemFlaggedAndInOrder(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    Recorder<Numbered> standby;
    try (Worker worker = Worker.start(servers, folder)) {
      awaitOwner(servers, "risk-1");
      standby = Recorder.on(risk(clients, "risk-2"), PULLED);
      publish(writer, 0, 100);
      worker.awaitHandled(5);
    }
    publish(writer, 100, 110);

    Message<Numbered> last = standby.awaitMatch(p -> p.number() == 109, PATIENCE);

    List<Integer> here = standby.payloads().stream().map(Numbered::number).toList();
    assertThat(here).isSorted().doesNotHaveDuplicates();
    List<Integer> all = new ArrayList<>(Worker.handled(folder));
    all.addAll(here);
    assertThat(all).containsAll(IntStream.range(0, 110).boxed().toList());
    assertThat(standby.messages().get(0).envelope().redelivered()).isTrue();
    assertThat(last.envelope().redelivered()).isFalse();
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
  }

  @Test
  void owner_frozenBeyondItsLease_handsOutNothingMoreAndItsAcksDoNoHarm(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    try (Worker worker = Worker.start(servers, folder)) {
      awaitOwner(servers, "risk-1");
      Recorder<Numbered> standby = Recorder.on(risk(clients, "risk-2"), PULLED);
      publish(writer, 0, 200);
      worker.awaitHandled(5);
      worker.pause();
      int before = Worker.handled(folder).size();
      standby.awaitMatch(payload -> payload.number() == 199, PATIENCE);

      worker.resume();

      worker.awaitHealth("lost " + STREAM);
      assertThat(Worker.handled(folder).size() - before)
          .as("the one in hand, and one more whose turn had been decided")
          .isLessThanOrEqualTo(2);
      publish(writer, 200, 210);
      standby.awaitMatch(payload -> payload.number() == 209, PATIENCE);
      List<Integer> here = standby.payloads().stream().map(Numbered::number).toList();
      assertThat(here).isSorted().doesNotHaveDuplicates();
      List<Integer> all = new ArrayList<>(Worker.handled(folder));
      all.addAll(here);
      assertThat(all).containsAll(IntStream.range(0, 210).boxed().toList());
      await().atMost(PATIENCE).until(() -> pending(servers) == 0);
    }
  }

  @Test
  void owner_whoseLeaseIsTakenAway_saysSoAndGetsItBackWhenItIsFree(
      BusServers servers, BusClients clients) {
    DualBusClient owner = risk(clients, "risk-1");
    Recorder<Numbered> reader = Recorder.on(owner, PULLED);
    awaitOwner(servers, "risk-1");

    servers.engineLogic().command("SET", LEASE, "risk-2#abc", "PX", "4000");

    await()
        .atMost(PATIENCE)
        .until(() -> owner.health(Bus.ENGINE_LOGIC).detail().contains("lost " + STREAM));
    assertThat(owner.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.DEGRADED);
    awaitOwner(servers, "risk-1");
    publish(clients.client(EngineType.HUB, "hub-1"), 0, 1);
    reader.await(1, PATIENCE);
    await()
        .atMost(PATIENCE)
        .until(() -> owner.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.UP);
  }

  /// An instance in a process of its own that needs 20 ms for a message and writes down what it has
  /// handled, and how it is.
  static final class Worker implements AutoCloseable {
    private final ChildJvm child;
    private final Path folder;

    private Worker(ChildJvm child, Path folder) {
      this.child = child;
      this.folder = folder;
    }

    static Worker start(BusServers servers, Path folder) throws IOException {
      Files.createFile(folder.resolve("handled"));
      Files.writeString(folder.resolve("health"), "");
      return new Worker(
          ChildJvm.start(
              Worker.class,
              folder.resolve("log"),
              servers.marketData().url(),
              servers.engineLogic().url(),
              folder.toString()),
          folder);
    }

    static List<Integer> handled(Path folder) throws IOException {
      return Files.readAllLines(folder.resolve("handled")).stream().map(Integer::valueOf).toList();
    }

    void awaitHandled(int count) {
      await().atMost(PATIENCE).until(() -> handled(folder).size() >= count);
    }

    void awaitHealth(String part) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                // Not there before it is said first.
                Path said = folder.resolve("health");
                return Files.exists(said) && Files.readString(said).contains(part);
              });
    }

    void pause() throws IOException {
      child.pause();
    }

    void resume() throws IOException {
      child.resume();
    }

    @Override
    public void close() {
      child.close();
    }

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[2]);
      DualBusClient bus =
          DualBusClient.builder(EngineType.RISK, "risk-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(OPTIONS)
              .build();
      bus.subscribe(
          PULLED,
          message -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            Files.writeString(
                folder.resolve("handled"),
                message.payload().number() + "\n",
                StandardOpenOption.APPEND);
          });
      while (!Thread.currentThread().isInterrupted()) {
        Files.writeString(folder.resolve("new"), bus.health(Bus.ENGINE_LOGIC).detail());
        Files.move(
            folder.resolve("new"), folder.resolve("health"), StandardCopyOption.REPLACE_EXISTING);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }
}
