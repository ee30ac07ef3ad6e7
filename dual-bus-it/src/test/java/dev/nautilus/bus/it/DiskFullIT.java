package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.WrappedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The durable bus runs out of disk under `appendfsync always`: Redis ends itself rather than
/// confirm what it cannot keep. Publishers are told how each message ended; once there is room and
/// Redis runs again, everything confirmed is there.
@LongFault
class DiskFullIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PER_SECOND = 5_000;
  private static final int AFTERWARDS = 500;
  private static final String STREAM = "{el:signals:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "full.pulled", Numbered.class).keyedBy(Numbered::key);

  @TempDir private Path folder;

  private interface Room {
    void make() throws IOException;
  }

  /// A file system of 40 MB, most of it taken by something else, as disks fill up in life.
  @Test
  void volume_full_nothingConfirmedIsLostAndAllGoesOnWhenThereIsRoom() throws IOException {
    assumeThat(WrappedRedis.isOnPath("redis-server")).as("redis-server on the PATH").isTrue();
    Path volume = Files.createDirectory(folder.resolve("volume"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=40m", "nautilus-test", volume.toString()))
        .as("mounting a small file system, which needs root")
        .isZero();
    try {
      Path other = Files.write(volume.resolve("other"), new byte[38 << 20]);
      fillAndHeal(new WrappedRedis(volume), () -> Files.delete(other));
    } finally {
      run("umount", "-l", volume.toString());
    }
  }

  /// The same without root: files may not grow beyond a limit.
  @Test
  void file_atItsLimit_nothingConfirmedIsLostAndAllGoesOnWhenItMayGrow() throws IOException {
    assumeThat(WrappedRedis.isOnPath("redis-server")).as("redis-server on the PATH").isTrue();
    Path data = Files.createDirectory(folder.resolve("data"));
    // In blocks of 512 bytes or of 1 kB, as the shell likes. A write beyond it fails with EFBIG.
    String limited = "trap '' XFSZ; ulimit -f 2000; exec \"$@\"";
    fillAndHeal(new WrappedRedis(data, "sh", "-c", limited, "limited"), () -> {});
  }

  private static void fillAndHeal(WrappedRedis full, Room room) throws IOException {
    Tally tally = new Tally();
    try (WrappedRedis redis = full.start();
        DualBusClient writer = client(EngineType.HUB, redis)) {
      for (String stream : List.of(STREAM, STREAM + ":express")) {
        redis.command("XGROUP", "CREATE", stream, "risk", "$", "MKSTREAM");
      }
      try (Paced paced = new Paced(writer, PULLED, PER_SECOND, PER_SECOND * 60)) {
        await().atMost(PATIENCE).until(() -> !redis.isRunning());
        int whenItEnded = paced.count(End.CONFIRMED);
        await()
            .atMost(PATIENCE)
            .until(() -> writer.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.DOWN);
        await().atMost(PATIENCE).until(() -> paced.count(End.NOT_SENT) > 0);
        assertThat(redis.log()).contains("Can't recover from AOF write error");
        assertThat(whenItEnded).isPositive();
        assertThat(paced.count(End.CONFIRMED)).isGreaterThanOrEqualTo(whenItEnded);

        room.make();
        redis.startPlain();
        paced.awaitMoreConfirmed(AFTERWARDS, PATIENCE);
        paced.stop(PATIENCE);
        try (DualBusClient reader = client(EngineType.RISK, redis)) {
          reader.subscribe(PULLED, tally);
          tally.assertHolds(paced, PATIENCE);
        }
      }
    }
  }

  private static DualBusClient client(EngineType engine, WrappedRedis redis) {
    return DualBusClient.builder(engine, engine.name() + "-1")
        .marketData(redis.url())
        .engineLogic(redis.url())
        .options(
            BusClients.OPTIONS.toBuilder()
                .deliveryTimeout(Duration.ofSeconds(2))
                .drainTimeout(Duration.ofMillis(500))
                .build())
        .build();
  }

  private static int run(String... words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }
}
