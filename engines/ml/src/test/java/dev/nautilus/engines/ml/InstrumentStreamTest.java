package dev.nautilus.engines.ml;

import static dev.nautilus.engines.ml.Fixtures.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentStreamTest {
  private static final List<Bar> BARS = Fixtures.walk(AAPL, 1, 12);

  private final InstrumentStream stream = new InstrumentStream(BarSpec.MINUTE, 2, 12);

  private static List<Instant> starts(List<Step> steps) {
    return steps.stream().map(step -> step.bar().start()).toList();
  }

  private static Instant start(int minute) {
    return BARS.get(minute).start();
  }

  @Test
  void step_needsBarAndFeatures_whicheverComesFirst() {
    assertThat(stream.bar(BARS.get(0))).isEmpty();
    assertThat(starts(stream.features(Fixtures.vector(BARS.get(0))))).containsExactly(start(0));
    assertThat(stream.features(Fixtures.vector(BARS.get(1)))).isEmpty();
    assertThat(starts(stream.bar(BARS.get(1)))).containsExactly(start(1));
  }

  @Test
  void bar_whoseFeaturesAreLate_waitsForSoManyBars() {
    assertThat(stream.bar(BARS.get(0))).isEmpty();
    assertThat(stream.bar(BARS.get(1))).isEmpty();
    List<Step> due = stream.bar(BARS.get(2));
    assertThat(starts(due)).containsExactly(start(0));
    assertThat(due.getFirst().vector()).isNull();
    assertThat(stream.counts().withoutFeatures()).isEqualTo(1);
  }

  @Test
  void features_ofAYoungerBar_waitForTheOlderOne() {
    stream.bar(BARS.get(0));
    stream.bar(BARS.get(1));
    assertThat(stream.features(Fixtures.vector(BARS.get(1)))).isEmpty();
    assertThat(starts(stream.features(Fixtures.vector(BARS.get(0)))))
        .containsExactly(start(0), start(1));
  }

  @Test
  void barOrFeatures_whoseTurnIsOver_areCountedOnly() {
    stream.bar(BARS.get(1));
    stream.features(Fixtures.vector(BARS.get(1)));
    assertThat(stream.bar(BARS.get(0))).isEmpty();
    assertThat(stream.bar(BARS.get(1))).isEmpty();
    assertThat(stream.features(Fixtures.vector(BARS.get(0)))).isEmpty();
    assertThat(stream.counts().late()).isEqualTo(3);
  }

  @Test
  void features_withoutBars_doNotPileUp() {
    for (Bar bar : BARS) {
      assertThat(stream.features(Fixtures.vector(bar))).isEmpty();
    }
    assertThat(stream.counts().late()).isEqualTo(BARS.size() - 3);
  }

  @Test
  void gap_betweenTwoBars_isTold() {
    assertThat(stream.past(BARS.get(0))).matches(step -> !step.afterGap());
    assertThat(stream.past(BARS.get(1))).matches(step -> !step.afterGap());
    assertThat(stream.past(BARS.get(5))).matches(Step::afterGap);
    assertThat(stream.past(BARS.get(3))).isNull();
    assertThat(stream.counts().gaps()).isEqualTo(1);
  }
}
