package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttemptLogTest {
  private final AttemptLog log = new AttemptLog();

  @Test
  void counts_moreHostsThanFit_areCountedAsOthers() {
    for (int i = 0; i < AttemptLog.MOST_HOSTS + 7; i++) {
      log.add(attempt("host" + i));
    }
    assertThat(log.count(AttemptLog.OTHER, Hook.CHANNEL)).isEqualTo(7);
    assertThat(log.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(AttemptLog.MOST_HOSTS + 7);
  }

  @Test
  void add_nobodyListens_keepsABoundedNumberAndCountsTheRest() {
    for (int i = 0; i < AttemptLog.MOST_WAITING + 3; i++) {
      log.add(attempt("a"));
    }
    assertThat(log.unreported()).isEqualTo(3);
    assertThat(log.count("a", Hook.CHANNEL)).isEqualTo(AttemptLog.MOST_WAITING + 3);
  }

  @Test
  void listen_twoWithOneDuty_onlyTheFirstSpeaks() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    var unused = log.listen("log", (batch, first) -> heard.add("one " + first));
    unused = log.listen("log", (batch, first) -> heard.add("two " + first));
    unused = log.listen("bus", (batch, first) -> heard.add("three " + first));
    log.add(attempt("a"));
    assertThat(List.of(next(heard), next(heard), next(heard)))
        .containsExactly("one true", "two false", "three true");
  }

  @Test
  void listen_firstGoes_theNextSpeaks() throws InterruptedException {
    BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
    Runnable stop = log.listen("log", (batch, first) -> heard.add(false));
    var unused = log.listen("log", (batch, first) -> heard.add(first));
    stop.run();
    log.add(attempt("a"));
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void listen_listenerThatThrows_doesNotSilenceTheOthers() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    var unused =
        log.listen(
            "log",
            (batch, first) -> {
              throw new IllegalStateException("theirs");
            });
    unused = log.listen("bus", (batch, first) -> heard.add(batch.get(0).host()));
    log.add(attempt("a"));
    assertThat(next(heard)).isEqualTo("a");
  }

  @Test
  void listen_listenerWhoseClassesAreGone_doesNotSilenceTheOthers() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    var unused =
        log.listen(
            "log",
            (batch, first) -> {
              throw new NoClassDefFoundError("theirs");
            });
    unused = log.listen("bus", (batch, first) -> heard.add(batch.get(0).host()));
    log.add(attempt("a"));
    assertThat(next(heard)).isEqualTo("a");
    log.add(attempt("b"));
    assertThat(next(heard)).isEqualTo("b");
  }

  private static String next(BlockingQueue<String> heard) throws InterruptedException {
    return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
  }

  static Attempt attempt(String host) {
    return new Attempt(
        Hook.CHANNEL, host, 443, Decision.Reason.VENDOR, true, "A.b:1", Instant.EPOCH);
  }
}
