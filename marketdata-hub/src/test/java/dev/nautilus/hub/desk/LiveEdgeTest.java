package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.desk.DeskSetup.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What of a series of bars goes to the bus, and what only to whoever asked.
class LiveEdgeTest {
  private static final int MANY = 500;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The newest ends at noon, which is now.
  private static MarketDatum[] minutes() {
    return IntStream.rangeClosed(1, MANY)
        .mapToObj(i -> bar("AAPL", NOON.minus(MINUTE.multipliedBy(MANY + 1 - i)), 100, true))
        .toArray(MarketDatum[]::new);
  }

  private static Inquiry minutesOf(String symbol) {
    return Inquiry.about(ServedType.BAR, id(symbol)).every(BarSpec.MINUTE);
  }

  private static Bar spanning(BarSpec spec, Instant start) {
    Bar one = bar("AAPL", start, 100, true);
    return new Bar(
        one.instrument(),
        spec,
        start,
        one.open(),
        one.high(),
        one.low(),
        one.close(),
        one.volume(),
        one.vwap(),
        one.trades(),
        one.buyVolume(),
        one.sellVolume(),
        one.origin(),
        one.revision(),
        one.complete(),
        one.provenance());
  }

  private static List<Instant> starts(List<MarketDatum> bars) {
    return bars.stream().map(each -> ((Bar) each).start()).toList();
  }

  @Test
  void history_fetchedForOneWhoAsks_isTheAnswer_andOnlyItsEndIsAnnounced() {
    DeskSetup setup = new DeskSetup(new FakeVendor("fake", _ -> data(minutes())));

    Reading<Sheet> reading = setup.desk.ask(minutesOf("AAPL"));

    List<MarketDatum> answer = ((Reading.Fresh<Sheet>) reading).value().data();
    assertThat(answer).hasSize(MANY).allMatch(each -> each.provenance().version() > 0);
    assertThat(setup.published).hasSize(6).isSubsetOf(answer);
    assertThat(starts(setup.published))
        .startsWith(NOON.minus(MINUTE.multipliedBy(6)))
        .endsWith(NOON.minus(MINUTE));
  }

  @Test
  void correction_ofAnOldBar_isAnnounced() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(minutes()));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(minutesOf("AAPL"));
    setup.published.clear();
    Instant old = NOON.minus(MINUTE.multipliedBy(MANY));
    vendor.answering(_ -> data(bar("AAPL", old, 150, true)));

    setup.desk.askAnew(List.of(minutesOf("AAPL")));

    assertThat(setup.published)
        .singleElement()
        .satisfies(each -> assertThat(((Bar) each).revision()).isEqualTo(1));
  }

  @Test
  void daysAndMonths_areNewsForADay() {
    LiveEdge edge = new LiveEdge(() -> NOON);
    Duration day = Duration.ofDays(1);

    assertThat(edge.isNews(spanning(BarSpec.DAY, NOON.minus(day.multipliedBy(2))))).isTrue();
    assertThat(edge.isNews(spanning(BarSpec.DAY, NOON.minus(day.multipliedBy(2)).minusSeconds(1))))
        .isFalse();
    assertThat(edge.isNews(spanning(BarSpec.of("1mo"), NOON.minus(day.multipliedBy(32))))).isTrue();
    assertThat(edge.isNews(spanning(BarSpec.of("1mo"), NOON.minus(day.multipliedBy(33)))))
        .isFalse();
  }

  @Test
  void runningBar_isNoNews() {
    assertThat(new LiveEdge(() -> NOON).isNews(bar("AAPL", NOON, 100, false))).isFalse();
  }
}
