package dev.nautilus.engines.websocket.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.websocket.method.Outbound.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboundTest {
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private static Outbound outbound(long buffer, Overflow overflow) {
    return new Outbound(new Outbound.Limits("s-1", Duration.ofSeconds(10), buffer, overflow, 4));
  }

  private static Lane lane(String name, DeltaMode mode, boolean events, long period) {
    return new Lane(
        new Lane.Settings(name, name, mode, events, DeltaForm.MERGE_PATCH, period, 100));
  }

  private static String next(Outbound outbound, long now) {
    String text =
        switch (outbound.take(now).orElseThrow()) {
          case Outbound.Next.Said said -> said.text();
          case Outbound.Next.Rows rows -> rows.batch().lane().settings().name();
        };
    outbound.sent();
    return text;
  }

  @Test
  void turns_busyChannel_doesNotHoldUpTheOthers() {
    Outbound outbound = outbound(1 << 20, Overflow.TERMINATE);
    Lane busy = lane("trades", DeltaMode.RAW, true, 0);
    Lane calm = lane("alerts", DeltaMode.RAW, true, 0);
    outbound.resume(busy, List.of());
    outbound.resume(calm, List.of());
    for (int i = 1; i <= 40; i++) {
      outbound.offer(busy, Fixtures.update("AAPL", i, "{}"));
    }
    outbound.offer(calm, Fixtures.update("disk", 1, "{}"));
    assertThat(List.of(next(outbound, 0), next(outbound, 0), next(outbound, 0)))
        .containsExactly("trades", "alerts", "trades");
  }

  @Test
  void turns_whatTheGatewaySays_goesFirst() {
    Outbound outbound = outbound(1 << 20, Overflow.TERMINATE);
    Lane lane = lane("quotes", DeltaMode.MERGE, false, 0);
    outbound.begin(lane, List.of());
    outbound.say("subscribed");
    assertThat(next(outbound, 0)).isEqualTo("subscribed");
    assertThat(next(outbound, 0)).isEqualTo("quotes");
  }

  @Test
  void rate_lessThanTheUpdates_mergesBetweenMessages() {
    Outbound outbound = outbound(1 << 20, Overflow.TERMINATE);
    Lane lane = lane("quotes", DeltaMode.MERGE, false, 200 * MS);
    outbound.begin(lane, List.of());
    next(outbound, 0);
    List<Long> seqs = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      outbound.offer(lane, Fixtures.update("AAPL", i, "{\"n\":" + i + "}"));
      outbound
          .take(i * 10L * MS)
          .ifPresent(
              taken -> {
                seqs.add(((Outbound.Next.Rows) taken).batch().rows().getFirst().update().seq());
                outbound.sent();
              });
    }
    assertThat(seqs).containsExactly(20L, 40L, 60L, 80L, 100L);
    outbound.offer(lane, Fixtures.update("AAPL", 101, "{}"));
    assertThat(outbound.nanosUntilNext(1_010 * MS)).isEqualTo(190 * MS);
  }

  @Test
  void merge_blockedSession_staysWithinItsBuffer() {
    Outbound outbound = outbound(1_024, Overflow.TERMINATE);
    Lane lane = lane("quotes", DeltaMode.MERGE, false, 0);
    outbound.begin(lane, List.of());
    assertThat(outbound.take(0)).isPresent();
    for (int i = 1; i <= 10_000; i++) {
      outbound.offer(lane, Fixtures.update("k" + i % 10, i, "{\"n\":" + i + "}"));
      assertThat(outbound.failure(1)).isEmpty();
    }
    assertThat(outbound.bufferedBytes()).isEqualTo(10 * Lane.MARK);
  }

  @Test
  void raw_blockedSession_endsWhenItsBufferIsFull() {
    Outbound outbound = outbound(1_024, Overflow.DROP);
    Lane lane = lane("fills", DeltaMode.RAW, true, 0);
    outbound.resume(lane, List.of());
    outbound.offer(lane, Fixtures.ofSize("a", 1, 1_000));
    assertThat(outbound.failure(1)).isEmpty();
    outbound.offer(lane, Fixtures.ofSize("a", 2, 1_000));
    assertThat(outbound.failure(1))
        .hasValue("Buffer size 2000 bytes for session 's-1' exceeds the allowed limit 1024");
    assertThat(outbound.closing(CloseCode.NORMAL, 1)).isEqualTo(CloseCode.NOT_RELIABLE);
  }

  @Test
  void unsubscribe_withUpdatesWaiting_purgesThem() {
    Outbound outbound = outbound(1 << 20, Overflow.TERMINATE);
    Lane lane = lane("trades", DeltaMode.RAW, true, 0);
    outbound.resume(lane, List.of());
    outbound.offer(lane, Fixtures.update("AAPL", 1, "{}"));
    assertThat(outbound.remove("trades")).isTrue();
    outbound.offer(lane, Fixtures.update("AAPL", 2, "{}"));
    assertThat(outbound.take(0)).isEmpty();
    assertThat(outbound.bufferedBytes()).isZero();
    assertThat(outbound.remove("trades")).isFalse();
  }

  @Test
  void told_manyKeys_areCappedInAll() {
    Outbound outbound = outbound(1 << 20, Overflow.TERMINATE);
    for (String name : List.of("a", "b")) {
      Lane lane = lane(name, DeltaMode.RAW, true, 0);
      outbound.resume(lane, List.of(Fixtures.update("x", 1, "{}"), Fixtures.update("y", 2, "{}")));
      next(outbound, 0);
    }
    assertThat(outbound.told(3).toString()).isEqualTo("{a={x=1, y=2}, b={x=1}}");
  }

  @Test
  void budget_twentyASecond_refusesTheFortyFirstAtOnceAndRecovers() {
    long[] now = {0};
    OpBudget budget = new OpBudget(20, () -> now[0]);
    for (int i = 0; i < 40; i++) {
      assertThat(budget.take()).isTrue();
    }
    assertThat(budget.take()).isFalse();
    now[0] += 50 * MS;
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
  }
}
