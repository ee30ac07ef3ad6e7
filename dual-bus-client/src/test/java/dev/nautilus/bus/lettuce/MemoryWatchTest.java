package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.lettuce.MemoryWatch.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private final MemoryWatch watch = new MemoryWatch();

  private Level sampled(int percent) {
    watch.sampled(InfoRow.ofText("# Memory\r\nused_memory:" + percent + "\r\nmaxmemory:100\r\n"));
    return watch.level();
  }

  private List<String> crossings() {
    return watch.takeCrossings().stream()
        .map(each -> (each.begins() ? "+" : "-") + each.level())
        .toList();
  }

  @Test
  void sampled_risingAndFalling_changesAtEachThresholdOnce() {
    assertThat(sampled(69)).isEqualTo(Level.NORMAL);
    assertThat(sampled(70)).isEqualTo(Level.HIGH);
    assertThat(sampled(79)).isEqualTo(Level.HIGH);
    assertThat(sampled(80)).isEqualTo(Level.FULL);
    assertThat(sampled(75)).isEqualTo(Level.FULL);
    assertThat(sampled(74)).isEqualTo(Level.HIGH);
    assertThat(sampled(65)).isEqualTo(Level.HIGH);
    assertThat(sampled(64)).isEqualTo(Level.NORMAL);
  }

  @Test
  void takeCrossings_aJumpOverBoth_tellsBothInOrder() {
    sampled(95);
    assertThat(crossings()).containsExactly("+HIGH", "+FULL");
    assertThat(crossings()).isEmpty();
    sampled(10);
    assertThat(crossings()).containsExactly("-FULL", "-HIGH");
  }

  @Test
  void sampled_withoutALimit_isNeverFull() {
    watch.sampled(InfoRow.ofText("used_memory:999999999\r\nmaxmemory:0\r\n"));
    assertThat(watch.level()).isEqualTo(Level.NORMAL);
    assertThat(watch.ratio()).isZero();
  }

  @Test
  void sampled_whatRedisDoesNotCount_isNotCounted() {
    watch.sampled(InfoRow.ofText("used_memory:90\nmem_not_counted_for_evict:30\nmaxmemory:100\n"));
    assertThat(watch.ratio()).isEqualTo(0.6);
  }

  @Test
  void refused_whileTheLastSampleWasLow_isFullUntilTheNextOneSaysOtherwise() {
    sampled(10);
    watch.refused();
    assertThat(watch.level()).isEqualTo(Level.FULL);
    assertThat(watch.trouble()).contains("100 %", "LOW to HIGH are refused", "below 75 %");
    assertThat(sampled(50)).isEqualTo(Level.NORMAL);
    assertThat(watch.trouble()).isEmpty();
  }
}
