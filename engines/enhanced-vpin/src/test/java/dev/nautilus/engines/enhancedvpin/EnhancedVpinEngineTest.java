package dev.nautilus.engines.enhancedvpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.ToxicityAlert;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EnhancedVpinEngineTest extends EngineContract {
  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    return new EnhancedVpinEngine().enhancedVpin(new ToxicityBook(Fixtures.properties()));
  }

  @Override
  protected void play(EngineHarness harness) {
    harness.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    playLive(harness, Fixtures.trades(2, 240));
  }

  static void playLive(EngineHarness harness, List<Trade> trades) {
    for (int i = 0; i < trades.size(); i++) {
      Trade trade = trades.get(i);
      double tick = Math.round(trade.price() * 10) / 10.0;
      int second = 5 * i;
      harness.send(
          MessageType.QUOTE, Fixtures.quote(second, tick - 0.1, 1 + i % 7, tick + 0.1, 1 + i % 5));
      if (i % 10 == 0) {
        double share = Math.min(0.99, 0.2 + i / 300.0);
        harness.send(MessageType.VPIN_CALCULATION, Fixtures.vpin(second, share, share));
      }
      harness.send(MessageType.TRADE, trade);
    }
    harness.tick(Duration.ofMinutes(30));
  }

  private void learn() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    engine.outbox().clear();
  }

  private ToxicityView.Series series() {
    ToxicityView.Series series = engine.snapshotView(ToxicityView.class).series().get("AAPL");
    if (series == null) {
      throw new AssertionError("AAPL must be in the view");
    }
    return series;
  }

  private static Toxicity.Component component(Toxicity toxicity, String name) {
    return toxicity.components().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scenario_played_saysWhatItAlwaysSaid() {
    play(engine);
    GoldenFile.of("enhanced-vpin-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void history_learned_saysTheNewestScore() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    Toxicity newest = engine.outbox().single(MessageType.TOXICITY);
    assertThat(newest.score()).isPresent();
    assertThat(newest.classifier()).isEqualTo("bvc");
    assertThat(newest.disagreement()).isEmpty();
    assertThat(newest.simulated()).isTrue();
    assertThat(component(newest, "ivpin").percentile()).isPresent();
    assertThat(component(newest, "amihud").value()).isPresent();
  }

  @Test
  void measuresThatNeedQuotesOrTrades_beforeAny_areMissingNotZero() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    Toxicity newest = engine.outbox().single(MessageType.TOXICITY);
    for (String name : List.of("vpin", "ofi", "ofi_impact", "lempel_ziv", "kontoyiannis")) {
      assertThat(component(newest, name).value()).as(name).isEmpty();
      assertThat(component(newest, name).percentile()).as(name).isEmpty();
    }
    assertThat(newest.confidence()).isLessThan(1);
  }

  @Test
  void weights_published_sumToOne() {
    play(engine);
    assertThat(engine.outbox().of(MessageType.TOXICITY))
        .allSatisfy(
            each ->
                assertThat(each.components().stream().mapToDouble(Toxicity.Component::weight).sum())
                    .isCloseTo(1, within(1e-9)));
  }

  @Test
  void everyWeightedMeasure_afterAWholeDay_isKnown() {
    play(engine);
    Toxicity last = engine.outbox().last(MessageType.TOXICITY);
    assertThat(last.components())
        .filteredOn(each -> each.weight() > 0)
        .allSatisfy(
            each -> {
              assertThat(each.value()).as(each.name()).isPresent();
              assertThat(each.percentile()).as(each.name()).isPresent();
            });
    assertThat(last.classifier()).isIn("aggressor", "lee_ready");
    assertThat(last.disagreement()).isPresent();
    assertThat(last.conflatedShare()).isPositive();
  }

  @Test
  void alerts_enterAndLeave_alternate() {
    play(engine);
    List<ToxicityAlert> alerts = engine.outbox().of(MessageType.TOXICITY_ALERT);
    assertThat(alerts).isNotEmpty();
    for (int i = 0; i < alerts.size(); i++) {
      ToxicityAlert alert = alerts.get(i);
      boolean entered = alert.change() == ToxicityAlert.Change.ENTERED;
      assertThat(entered).isEqualTo(i % 2 == 0);
      assertThat(alert.threshold()).isEqualTo(entered ? 0.7 : 0.6);
      assertThat(alert.score() >= alert.threshold()).isEqualTo(entered);
    }
  }

  @Test
  void quote_afterAnNbbo_noLongerCounts() {
    learn();
    engine.send(MessageType.QUOTE, Fixtures.quote(1, 99, 1, 101, 1));
    engine.send(MessageType.NBBO, Fixtures.nbbo(2, 99.5, 2, 100.5, 3));
    engine.send(MessageType.QUOTE, Fixtures.quote(3, 90, 1, 110, 1));
    assertThat(series().imbalance().top()).isNotNull();
    assertThat(String.valueOf(series().imbalance().top())).contains("99.5").doesNotContain("110");
  }

  @Test
  void quote_withAMissingSide_isNoPriceOfZero() {
    learn();
    Quote whole = Fixtures.quote(1, 99, 1, 101, 1);
    engine.send(
        MessageType.QUOTE,
        new Quote(
            whole.instrument(),
            whole.bid(),
            whole.bidSize(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "USD",
            whole.provenance()));
    assertThat(series().imbalance().top()).isNull();
    engine.send(MessageType.TRADE, Fixtures.trade(2, 99, 10, Side.UNKNOWN));
    engine.send(MessageType.TRADE, Fixtures.trade(3, 98, 9_000, Side.UNKNOWN));
    engine.tick(Duration.ofMinutes(5));
    // Lee-Ready needs a mid, so the tick rule decides.
    assertThat(engine.outbox().last(MessageType.TOXICITY).classifier()).isEqualTo("lee_ready");
  }

  @Test
  void imbalance_ofBuyingPressure_isPositive() {
    learn();
    for (int i = 0; i < 12; i++) {
      engine.send(MessageType.QUOTE, Fixtures.quote(i, 99, 10 + i, 101, 10));
    }
    assertThat(series().imbalance().flow()).hasValue(10);
  }
}
