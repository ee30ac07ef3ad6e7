package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final AtomicLong now = new AtomicLong();
  private final Ledger ledger = new Ledger(now::get);

  private void accept(long... sequences) {
    for (long sequence : sequences) {
      ledger.accept(sequence);
    }
  }

  @Test
  void deliveries_inOrder_areFaultless() {
    accept(1, 2, 3);
    assertThat(ledger.delivered()).isEqualTo(3);
    assertThat(ledger.lost(3)).isZero();
    assertThat(ledger.doubled()).isZero();
    assertThat(ledger.outOfOrder()).isZero();
  }

  @Test
  void deliveries_withAHole_areLost() {
    accept(1, 4);
    assertThat(ledger.lost(5)).as("2, 3 and 5").isEqualTo(3);
    assertThat(ledger.outOfOrder()).isZero();
  }

  @Test
  void delivery_afterALaterOne_isOutOfOrderAndNotLost() {
    accept(1, 3, 2);
    assertThat(ledger.outOfOrder()).isEqualTo(1);
    assertThat(ledger.lost(3)).isZero();
    assertThat(ledger.doubled()).isZero();
  }

  @Test
  void delivery_again_isDoubledEachTimeAndHidesNoLoss() {
    accept(1, 2, 2, 1);
    assertThat(ledger.doubled()).isEqualTo(2);
    assertThat(ledger.delivered()).isEqualTo(2);
    assertThat(ledger.lost(4)).isEqualTo(2);
  }

  @Test
  void lateDelivery_again_isDoubled() {
    accept(1, 3, 2, 2);
    assertThat(ledger.outOfOrder()).isEqualTo(1);
    assertThat(ledger.doubled()).isEqualTo(1);
  }

  @Test
  void latency_isTakenFromTheIntendedSendAndOnlyOfWhatIsMeasured() {
    ledger.measure(new Pace(0, 1_000, 2, 3));
    now.set(5_000_000);
    accept(1, 2, 3, 4);
    assertThat(ledger.latency().getTotalCount()).isEqualTo(2);
    // 2 was meant for 1 ms, 3 for 2 ms; both came at 5 ms. Three digits are kept.
    assertThat(ledger.latency().getMaxValue()).isBetween(3_990_000L, 4_010_000L);
    assertThat(ledger.latency().getMinNonZeroValue()).isBetween(2_990_000L, 3_010_000L);
  }

  @Test
  void deliveries_inOrder_allocateNothing() {
    ledger.measure(new Pace(0, 1_000_000, 1, Long.MAX_VALUE));
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    // The first ones load classes.
    accept(1, 2, 3);
    long from = threads.getCurrentThreadAllocatedBytes();
    for (long sequence = 4; sequence < 100_000; sequence++) {
      ledger.accept(sequence);
    }
    // A byte each would be a hundred thousand; the question itself may cost a few.
    assertThat(threads.getCurrentThreadAllocatedBytes() - from).isLessThan(10_000);
  }

  @Test
  void stall_holdsUpOneMessageOnly() {
    List<Long> asked = new ArrayList<>();
    Ledger stalled =
        new Ledger(
            () -> {
              asked.add(now.get());
              return now.getAndAdd(1_000);
            });
    stalled.stallOnce(2_500);
    stalled.accept(1);
    assertThat(now.get()).as("the clock went past the stall").isGreaterThanOrEqualTo(2_500);
    int times = asked.size();
    stalled.accept(2);
    assertThat(asked).as("no stall, no latency: no look at the clock").hasSize(times);
    assertThat(stalled.stalls()).isEqualTo(1);
    assertThat(stalled.delivered()).isEqualTo(2);
  }
}
