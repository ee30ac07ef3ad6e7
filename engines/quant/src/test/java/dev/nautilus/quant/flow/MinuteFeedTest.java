package dev.nautilus.quant.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MinuteFeedTest {
  private static final TradingGrid GRID = TradingGrid.wholeDays(Duration.ofMinutes(1));
  private static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");

  private final MinuteFeed feed = new MinuteFeed(GRID);

  private static FlowBar bar(int minute, double volume) {
    return new FlowBar(OPEN.plusSeconds(60L * minute), 10, 11, 9, 10.5, volume, 0);
  }

  @Test
  void trades_ofOneMinute_comeOutWithTheNext() {
    assertThat(feed.trade(OPEN.plusSeconds(1), 10, 5, false)).isEmpty();
    assertThat(feed.trade(OPEN.plusSeconds(20), 12, 5, true)).isEmpty();
    assertThat(feed.trade(OPEN.plusSeconds(59), 11, 5, false)).isEmpty();
    assertThat(feed.trade(OPEN.plusSeconds(60), 11, 1, false))
        .contains(new FlowBar(OPEN, 10, 12, 10, 11, 15, 5));
  }

  @Test
  void bar_ofTheMinuteThatTradesFill_waitsForItsTrades() {
    feed.trade(OPEN.plusSeconds(1), 10, 5, false);
    assertThat(feed.bar(bar(0, 5))).isEmpty();
    feed.trade(OPEN.plusSeconds(59), 10, 3, false);
    assertThat(feed.time(OPEN.plusSeconds(62), Duration.ofSeconds(2)))
        .hasValueSatisfying(each -> assertThat(each.volume()).isEqualTo(8));
    assertThat(feed.bar(bar(0, 5))).isEmpty();
    assertThat(feed.late()).isEqualTo(1);
  }

  @Test
  void bar_ofALaterMinute_endsTheOneThatTradesFill() {
    feed.trade(OPEN.plusSeconds(1), 10, 5, false);
    assertThat(feed.bar(bar(1, 7))).extracting(FlowBar::volume).containsExactly(5.0, 7.0);
  }

  @Test
  void bar_ofAMinuteBeforeTheTrades_comesFirst() {
    feed.trade(OPEN.plusSeconds(61), 10, 5, false);
    assertThat(feed.bar(bar(0, 7))).extracting(FlowBar::volume).containsExactly(7.0);
    assertThat(feed.late()).isZero();
  }

  @Test
  void trade_ofAMinuteThatIsOver_isCountedAndLeftOut() {
    feed.bar(bar(3, 1));
    assertThat(feed.trade(OPEN.plusSeconds(100), 10, 5, false)).isEmpty();
    assertThat(feed.late()).isEqualTo(1);
    assertThat(feed.state().forming()).isNull();
  }

  @Test
  void trade_outsideTheSession_isCountedAndLeftOut() {
    TradingGrid session =
        new TradingGrid(
            Duration.ofMinutes(1),
            ZoneId.of("America/New_York"),
            LocalTime.of(9, 30),
            LocalTime.of(16, 0));
    MinuteFeed american = new MinuteFeed(session);
    american.trade(OPEN.minusSeconds(1), 10, 5, false);
    assertThat(american.outside()).isEqualTo(1);
    american.trade(OPEN, 10, 5, false);
    assertThat(american.outside()).isEqualTo(1);
    assertThat(session.emptyAfter(OPEN)).isEqualTo(389);
    assertThat(session.emptyBefore(OPEN.plusSeconds(120))).isEqualTo(2);
    assertThat(session.emptyBetween(OPEN, OPEN.plusSeconds(180))).isEqualTo(2);
  }
}
