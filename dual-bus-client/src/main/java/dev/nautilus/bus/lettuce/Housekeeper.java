package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XTrimArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the streams of one bus as short as its options say, never shorter than a group needs.
/// Whoever holds the lease does this for all; twice at once does no harm. Confined to one thread.
final class Housekeeper {
  private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);

  /// As many frames of one message as half of `redis/engine-logic-bus.conf`'s memory for streams.
  private static final long MOST_PULLED = 1_000_000;

  /// Ten minutes at the top rate that `redis/marketdata-bus.conf` is computed for.
  private static final long MOST_PUSHED = 4_000_000;

  /// A stream cannot be ahead of its server's clock unless that went back.
  private static final long AHEAD_MILLIS = 5000;

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int SCAN = 1000;

  private final Server server;
  private final BusOptions options;
  private final RetentionAlerts alerts;
  private final BusCounters counters;
  private final Script trim = new Script("trim.lua");
  private final Script prune = new Script("prune.lua");
  private final Absences absences;
  private final Publishers publishers;
  private final Map<String, Still> still = new HashMap<>();
  private long lookedNanos;
  private boolean looked;

  /// Where a pushed stream ended, and since when it has ended there.
  private record Still(String last, long sinceNanos) {}

  Housekeeper(Server server, BusOptions options, Alerts alerts, BusCounters counters) {
    this.server = server;
    this.options = options;
    this.alerts = new RetentionAlerts(alerts, options.groupExpiry());
    this.counters = counters;
    this.absences = new Absences(options.groupExpiry());
    this.publishers = new Publishers(options.deliveryTimeout().toNanos());
  }

  /// Wait between two rounds: short enough to notice an expiry in time.
  Duration every() {
    Duration quarter = options.groupExpiry().dividedBy(4);
    if (quarter.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return quarter.compareTo(EVERY) < 0 ? quarter : EVERY;
  }

  /// The lease was lost: what was measured so far says nothing about the time until it is back.
  void rest() {
    looked = false;
    still.clear();
  }

  /// One round over all streams.
  void round(Questions redis) throws InterruptedException {
    if (server == Server.MAIN) {
      // Writers keep its streams short as they write.
      return;
    }
    absences.begin(counts(redis), elapsed());
    long serverMillis = serverMillis(redis);
    for (String stream : streams(redis)) {
      StreamKey key = StreamKey.parse(stream);
      if (key != null) {
        try {
          tidy(redis, key, serverMillis);
        } catch (RedisCommandExecutionException e) {
          log.warn("{} was not trimmed: {}", stream, e.getMessage());
        }
      }
    }
    remember(redis);
  }

  private Duration elapsed() {
    long now = System.nanoTime();
    Duration most = every().multipliedBy(2);
    Duration since = looked ? Duration.ofNanos(now - lookedNanos) : Duration.ZERO;
    looked = true;
    lookedNanos = now;
    return since.compareTo(most) < 0 ? since : most;
  }

  private String absentKey() {
    return StreamNames.absent(server.prefix());
  }

  private Map<String, String> counts(Questions redis) throws InterruptedException {
    Map<String, String> counts = new HashMap<>();
    redis.ask(async -> async.hgetall(absentKey())).forEach((k, v) -> counts.put(k, text(v)));
    return counts;
  }

  /// Redis's own clock: only to be held against the ids that the same clock gave.
  private static long serverMillis(Questions redis) throws InterruptedException {
    List<byte[]> time = redis.ask(async -> async.time());
    return TimeUnit.SECONDS.toMillis(Long.parseLong(text(time.get(0))))
        + TimeUnit.MICROSECONDS.toMillis(Long.parseLong(text(time.get(1))));
  }

  private List<String> streams(Questions redis) throws InterruptedException {
    List<String> found = new ArrayList<>();
    KeyScanArgs those = new KeyScanArgs().type("stream").match("{" + server.prefix() + ":*");
    those.limit(SCAN);
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      ScanCursor from = cursor;
      KeyScanCursor<String> page = redis.ask(async -> async.scan(from, those));
      found.addAll(page.getKeys());
      cursor = page;
    }
    return found;
  }

  private void tidy(Questions redis, StreamKey key, long serverMillis) throws InterruptedException {
    String stream = key.stream();
    InfoRow info = InfoRow.of(redis.ask(async -> async.xinfoStream(stream)));
    String last = info.text("last-generated-id");
    boolean isAhead = StreamId.parse(last).millis() - serverMillis > AHEAD_MILLIS;
    alerts.ahead(stream, isAhead, last);
    if (key.isPushed()) {
      tidyPushed(redis, stream, last, isAhead);
    } else {
      tidyPulled(redis, stream, info, isAhead);
    }
    pruneProducers(redis, stream);
  }

  /// With ids that stand still because the clock went back, time says nothing: by count alone.
  private void tidyPushed(Questions redis, String stream, String last, boolean isAhead)
      throws InterruptedException {
    long retention = options.retention().toMillis();
    long oldest = StreamId.parse(last).millis() - retention;
    long trimmed = 0;
    if (!isAhead && oldest > 0) {
      String id = oldest + "-0";
      trimmed +=
          redis.ask(
              async -> async.xtrim(stream, XTrimArgs.Builder.minId(id).approximateTrimming()));
    }
    trimmed += redis.ask(async -> async.xtrim(stream, true, MOST_PUSHED));
    long now = System.nanoTime();
    Still since = still.get(stream);
    if (since == null || !since.last().equals(last)) {
      still.put(stream, new Still(last, now));
    } else if (now - since.sinceNanos() >= options.retention().toNanos()) {
      // Nobody writes any more, so nobody trims: only the newest stays, to tell where it ended.
      trimmed += redis.ask(async -> async.xtrim(stream, 1));
    }
    counters.add(BusMeter.TRIMMED, trimmed);
  }

  private void tidyPulled(Questions redis, String stream, InfoRow info, boolean isAhead)
      throws InterruptedException {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(bytes(isAhead ? "" : Long.toString(options.pulledRetention().toMillis())));
    arguments.add(bytes(Long.toString(MOST_PULLED)));
    for (String group : absent(redis, stream, info)) {
      arguments.add(bytes(group));
    }
    long trimmed =
        redis.ask(
            async ->
                async.<Long>eval(
                    trim.source(),
                    ScriptOutputType.INTEGER,
                    new String[] {stream},
                    arguments.toArray(byte[][]::new)));
    counters.add(BusMeter.TRIMMED, trimmed);
    alerts.tooLong(stream, info.number("length") - trimmed, MOST_PULLED);
  }

  /// Groups of a stream that hold nothing back any more. One that owes nothing is not looked at: a
  /// reader that waits on a quiet stream leaves no trace there before Redis 7.2.
  private List<String> absent(Questions redis, String stream, InfoRow info)
      throws InterruptedException {
    List<String> absent = new ArrayList<>();
    String last = info.text("last-generated-id");
    for (Object each : redis.ask(async -> async.xinfoGroups(stream))) {
      InfoRow row = InfoRow.of(each);
      String group = row.text("name");
      if (row.number("pending") == 0 && row.text("last-delivered-id").equals(last)) {
        continue;
      }
      boolean running = false;
      for (Object consumer : redis.ask(async -> async.xinfoConsumers(stream, group))) {
        running |= InfoRow.of(consumer).number("idle") < absences.idleMillis();
      }
      if (!absences.holds(stream, group, running)) {
        absent.add(group);
      }
    }
    return absent;
  }

  private void remember(Questions redis) throws InterruptedException {
    Map<String, byte[]> counts = new LinkedHashMap<>();
    absences.changed().forEach((field, value) -> counts.put(field, bytes(value)));
    String[] gone = absences.gone().toArray(String[]::new);
    if (!counts.isEmpty()) {
      redis.ask(async -> async.hset(absentKey(), counts));
    }
    if (gone.length > 0) {
      redis.ask(async -> async.hdel(absentKey(), gone));
    }
    for (String field : absences.newlyExpired()) {
      int space = field.indexOf(' ');
      alerts.expired(field.substring(0, space), field.substring(space + 1));
    }
  }

  private void pruneProducers(Questions redis, String stream) throws InterruptedException {
    String producers = StreamNames.producers(stream);
    if (redis.ask(async -> async.hlen(producers)) <= Publishers.KEPT) {
      publishers.forget(stream);
      return;
    }
    Map<String, String> sequences = new HashMap<>();
    redis.ask(async -> async.hgetall(producers)).forEach((k, v) -> sequences.put(k, text(v)));
    List<byte[]> quiet = new ArrayList<>();
    publishers
        .quiet(stream, sequences, System.nanoTime())
        .forEach(
            (incarnation, sequence) -> {
              quiet.add(bytes(incarnation));
              quiet.add(bytes(sequence));
            });
    if (!quiet.isEmpty()) {
      redis.ask(
          async ->
              async.<Long>eval(
                  prune.source(),
                  ScriptOutputType.INTEGER,
                  new String[] {producers},
                  quiet.toArray(byte[][]::new)));
    }
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
