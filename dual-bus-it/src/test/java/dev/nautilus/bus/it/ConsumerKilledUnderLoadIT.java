package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A subscriber dies (SIGKILL) after its handler is done and before Redis knows.
@LongFault
@NautilusBusTest(appendOnly = true)
class ConsumerKilledUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final int KILLS = 3;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "subcrash.pulled", Numbered.class).keyedBy(Numbered::key);

  @Test
  void consumer_killedBetweenHandlerAndAcknowledgement_successorGetsItFlagged(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    Path handled = Files.createFile(folder.resolve("handled"));
    Path goOn = folder.resolve("go-on");
    MessageId first;
    try (CutRelay way = new CutRelay("127.0.0.1", servers.engineLogic().port())) {
      try (ChildJvm child = start(servers, way.url(), handled, goOn)) {
        awaitJoined(servers);
        first = publish(clients.client(EngineType.HUB, "hub-1"), 1);
        await().atMost(PATIENCE).until(() -> Files.size(handled) > 0);
        // It is handled; from here on nothing that it says is heard.
        way.swallow();
        Files.createFile(goOn);
        await().atMost(PATIENCE).until(() -> Files.exists(goOn.resolveSibling("returned")));
        child.kill();
      }
    }
    assertThat(pending(servers)).isEqualTo(1);

    Recorder<Numbered> successor = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);

    Message<Numbered> again = successor.await(1, PATIENCE).get(0);
    assertThat(again.envelope().redelivered()).isTrue();
    assertThat(again.envelope().id()).isEqualTo(first);
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
    assertThat(successor.messages()).hasSize(1);
  }

  @Test
  void consumers_killedOneAfterTheOtherUnderLoad_nothingIsLostAndWhatComesAgainSaysSo(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    Path handled = Files.createFile(folder.resolve("handled"));
    Path goOn = Files.createFile(folder.resolve("go-on"));
    try (ChildJvm first = start(servers, servers.engineLogic().url(), handled, goOn)) {
      awaitJoined(servers);
      try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PULLED)) {
        awaitMore(handled, 200);
        first.kill();
        for (int kill = 1; kill < KILLS; kill++) {
          try (ChildJvm next = start(servers, servers.engineLogic().url(), handled, goOn)) {
            awaitMore(handled, 200);
            next.kill();
          }
        }
        Recorder<Numbered> last = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
        int published = flow.stop();
        Set<Integer> all = new HashSet<>(assertFlaggedAndInOrder(handled));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  all.addAll(last.payloads().stream().map(Numbered::number).toList());
                  assertThat(all).hasSize(published);
                });
        assertThat(flow.confirmed()).hasSize(published);
        assertThat(last.payloads()).extracting(Numbered::number).doesNotHaveDuplicates();
        Set<Integer> before = new HashSet<>(assertFlaggedAndInOrder(handled));
        assertThat(last.messages())
            .filteredOn(message -> before.contains(message.payload().number()))
            .allMatch(message -> message.envelope().redelivered());
      }
    }
  }

  /// Each line of the file is a handled message: number, then whether it said that it came again.
  /// Within a life numbers rise per key; what was there in an earlier life is flagged.
  private static Set<Integer> assertFlaggedAndInOrder(Path handled) {
    Set<Integer> earlier = new HashSet<>();
    int[] newest = {-1, -1, -1};
    for (String line : lines(handled)) {
      if (line.equals("start")) {
        newest = new int[] {-1, -1, -1};
        continue;
      }
      int space = line.indexOf(' ');
      int number = Integer.parseInt(line.substring(0, space));
      assertThat(number).as("in order per key").isGreaterThan(newest[number % 3]);
      newest[number % 3] = number;
      if (!earlier.add(number)) {
        assertThat(line).as("came again").endsWith(" true");
      }
    }
    return earlier;
  }

  private static void awaitMore(Path handled, int count) {
    int before = lines(handled).size();
    await().atMost(PATIENCE).until(() -> lines(handled).size() >= before + count);
  }

  private static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      // The last line may be half written.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChildJvm start(BusServers servers, String engineLogic, Path handled, Path goOn)
      throws IOException {
    return ChildJvm.start(
        WritingConsumer.class,
        handled.resolveSibling("log"),
        servers.marketData().url(),
        engineLogic,
        handled.toString(),
        goOn.toString());
  }

  private static void awaitJoined(BusServers servers) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Long.valueOf(1).equals(servers.engineLogic().command("EXISTS", STREAM))
                    && String.valueOf(servers.engineLogic().command("XINFO", "GROUPS", STREAM))
                        .contains("risk"));
  }

  private static MessageId publish(DualBusClient writer, int number) {
    return writer
        .publish(PULLED, new Numbered("a", number))
        .thenApply(Published::id)
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static long pending(BusServers servers) {
    Object summary = servers.engineLogic().command("XPENDING", STREAM, "risk");
    return summary instanceof List<?> fields && fields.get(0) instanceof Long count ? count : -1;
  }

  /// Writes down what it handles, then returns from its handler when it is told to.
  static final class WritingConsumer {
    private WritingConsumer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      DualBusClient bus =
          DualBusClient.builder(EngineType.RISK, "risk-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(BusClients.OPTIONS)
              .build();
      Path handled = Path.of(arguments[2]);
      Path goOn = Path.of(arguments[3]);
      write(handled, "start");
      bus.subscribe(
          PULLED,
          message -> {
            write(handled, message.payload().number() + " " + message.envelope().redelivered());
            while (!Files.exists(goOn)) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
          });
      // The handler's thread is the one that reads: its next command says that it has returned.
      while (!Files.exists(goOn)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      write(goOn.resolveSibling("returned"), "yes");
      Thread.currentThread().join();
    }

    private static void write(Path file, String line) throws IOException {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
