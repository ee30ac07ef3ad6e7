package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What engines ask of a server that has nothing for them.
@NautilusBusTest
class IdleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ENGINES = 13;
  private static final int LANES = 2;
  private static final int SECONDS = 12;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "idle.pulled", Numbered.class).keyedBy(Numbered::key);

  private static long count(RedisServer redis, String command) {
    String stats = String.valueOf(redis.command("INFO", "commandstats"));
    Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(stats);
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private static double cpuSeconds(RedisServer redis) {
    String cpu = String.valueOf(redis.command("INFO", "cpu"));
    Matcher used = Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)").matcher(cpu);
    return used.results().mapToDouble(each -> Double.parseDouble(each.group(1))).sum();
  }

  @Test
  void engines_withAStandbyEach_readEveryFiveSecondsAndRenewThreeTimesALease(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    for (int engine = 0; engine < ENGINES; engine++) {
      EngineType type = new EngineType("idle-" + engine);
      for (String instance : new String[] {"a", "b"}) {
        clients.client(type, instance).subscribe(PULLED, message -> {});
      }
      String lease = "{el:signals:0}:lease:idle-" + engine;
      await().atMost(PATIENCE).until(() -> Long.valueOf(1).equals(redis.command("EXISTS", lease)));
    }
    // The first reads of all are shorter: they wait until a renewal is due.
    pause(6);
    long reads = count(redis, "xreadgroup");
    long scripts = count(redis, "evalsha");
    double before = cpuSeconds(redis);

    pause(SECONDS);

    double share = (cpuSeconds(redis) - before) / SECONDS;
    assertThat(share).as("share of a core").isLessThan(0.02);
    // 0.2 a second and reader, and one for each that was about to.
    assertThat(count(redis, "xreadgroup") - reads)
        .isBetween(1L, ENGINES * LANES * (SECONDS / 5 + 1L));
    // An owner and a standby: each lane of each asks for its lease every 2 s and before each read,
    // and each engine says that it is there.
    assertThat(count(redis, "evalsha") - scripts)
        .isLessThanOrEqualTo(2L * ENGINES * (LANES * 2 + 1) * (SECONDS / 2 + 1));
  }

  private static void pause(int seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ofSeconds(seconds))
        .until(() -> System.nanoTime() - end >= 0);
  }
}
