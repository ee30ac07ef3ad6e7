package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A publisher dies under load (SIGKILL). It wrote down what it saw confirmed.
@LongFault
@NautilusBusTest(appendOnly = true)
class PublisherCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ENOUGH = 3_000;
  private static final int KEYS = 7;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "pubcrash.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "pubcrash.pushed", Numbered.class).keyedBy(Numbered::key);

  @Test
  void publisher_killedUnderLoad_whatItSawConfirmedArrivesOnceAndInOrder(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);

    kill(servers, folder, false);
    assertArrived(folder.resolve("pulled"), pulled);
    assertArrived(folder.resolve("pushed"), pushed);

    // Its successor, by the same name, is another publisher and starts at its own first number.
    DualBusClient successor = clients.client(EngineType.HUB, "hub-1");
    assertThat(successor.publish(PULLED, new Numbered("next", -1))).succeedsWithin(PATIENCE);
    assertThat(successor.publish(PUSHED, new Numbered("next", -1))).succeedsWithin(PATIENCE);
    pulled.awaitMatch(last -> last.number() == -1, PATIENCE);
    pushed.awaitMatch(last -> last.number() == -1, PATIENCE);
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
  }

  @Test
  void publisher_killedWithItsLastFramesOnTheWay_whatItSawConfirmedArrivesOnceAndInOrder(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);

    kill(servers, folder, true);

    assertArrived(folder.resolve("pulled"), pulled);
    assertArrived(folder.resolve("pushed"), pushed);
  }

  /// Starts a publisher and ends it under load.
  ///
  /// @param frozen whether the servers stand still meanwhile, so that something is unanswered
  private static void kill(BusServers servers, Path folder, boolean frozen) throws IOException {
    Path pulled = Files.createFile(folder.resolve("pulled"));
    Path pushed = Files.createFile(folder.resolve("pushed"));
    try (ChildJvm child =
        ChildJvm.start(
            Loader.class,
            folder.resolve("log"),
            servers.marketData().url(),
            servers.engineLogic().url(),
            pulled.toString(),
            pushed.toString())) {
      await().atMost(PATIENCE).until(() -> lines(pulled) > ENOUGH && lines(pushed) > ENOUGH);
      if (frozen) {
        servers.engineLogic().pause();
        servers.marketData().pause();
      }
      child.kill();
    } finally {
      servers.engineLogic().resume();
      servers.marketData().resume();
    }
  }

  private static int lines(Path file) {
    return numbers(file).size();
  }

  private static List<Integer> numbers(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      // The last line may be half written.
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return whole.lines().map(Integer::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertArrived(Path confirmedFile, Recorder<Numbered> recorder) {
    List<Integer> confirmed = numbers(confirmedFile);
    int last = confirmed.stream().mapToInt(Integer::intValue).max().orElseThrow();
    recorder.awaitMatch(each -> each.number() == last, PATIENCE);
    List<Numbered> arrived = recorder.payloads();
    assertThat(arrived).extracting(Numbered::number).containsAll(confirmed).doesNotHaveDuplicates();
    IntStream.range(0, KEYS)
        .mapToObj(Loader::key)
        .forEach(
            key ->
                assertThat(arrived.stream().filter(a -> a.key().equals(key)))
                    .extracting(Numbered::number)
                    .as(key)
                    .isSorted());
  }

  /// Publishes on both buses as fast as it is let and writes down what was confirmed.
  static final class Loader {
    private static final int MOST_OPEN = 500;

    private Loader() {}

    static String key(int number) {
      return "key-" + number % KEYS;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
      DualBusClient bus =
          DualBusClient.builder(EngineType.HUB, "hub-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(BusClients.OPTIONS)
              .build();
      try (OutputStream pulled = new FileOutputStream(arguments[2], true);
          OutputStream pushed = new FileOutputStream(arguments[3], true)) {
        Semaphore open = new Semaphore(MOST_OPEN);
        for (int number = 0; number >= 0; number++) {
          publish(bus, PULLED, number, pulled, open);
          publish(bus, PUSHED, number, pushed, open);
        }
      }
    }

    private static void publish(
        DualBusClient bus,
        MessageType<Numbered> type,
        int number,
        OutputStream confirmed,
        Semaphore open)
        throws InterruptedException {
      open.acquire();
      bus.publish(type, new Numbered(key(number), number))
          .thenAccept(
              published -> {
                try {
                  confirmed.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .whenComplete((done, failure) -> open.release());
    }
  }
}
