package dev.nautilus.hub.prefetch;

import static dev.nautilus.hub.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.CacheMode;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForesightTest {
  private static final EngineType ENGINE = EngineType.RISK;

  private final Set<Topic> atHand = new HashSet<>();
  private final Foresight foresight =
      new Foresight(
          PrefetchProperties.DEFAULTS,
          type -> type.mode() == CacheMode.AGGRESSIVE,
          atHand::contains);

  private List<Topic> ask(ServedType type, String symbol) {
    return foresight.observe(ENGINE, new Topic(type, id(symbol)), true);
  }

  /// What follows is fetched as the hub would.
  private void study(String symbol) {
    for (ServedType type :
        List.of(ServedType.QUOTE, ServedType.LEVEL2, ServedType.NEWS, ServedType.FUNDAMENTAL)) {
      ask(type, symbol).forEach(each -> foresight.fetched(ENGINE, each));
    }
  }

  private MindReport report() {
    return foresight.report().getOrDefault(ENGINE.name(), empty());
  }

  private static MindReport empty() {
    return new MindReport(false, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null);
  }

  @Test
  void quoteBookNews_ofASymbolNeverSeen_foretellsItsFigures() {
    for (int i = 0; i < 12; i++) {
      study("S" + i);
    }

    List<Topic> foretold = new ArrayList<>();
    foretold.addAll(ask(ServedType.QUOTE, "AAPL"));
    foretold.addAll(ask(ServedType.LEVEL2, "AAPL"));
    foretold.addAll(ask(ServedType.NEWS, "AAPL"));

    assertThat(foretold)
        .contains(
            new Topic(ServedType.NEWS, id("AAPL")), new Topic(ServedType.FUNDAMENTAL, id("AAPL")))
        .doesNotHaveDuplicates();
  }

  @Test
  void typesThatLiveForSeconds_areNotGuessed() {
    for (int i = 0; i < 30; i++) {
      study("S" + i);
    }

    assertThat(ask(ServedType.QUOTE, "AAPL"))
        .extracting(Topic::type)
        .doesNotContain(ServedType.LEVEL2, ServedType.QUOTE);
  }

  @Test
  void whatIsAtHand_isNotGuessed() {
    for (int i = 0; i < 12; i++) {
      study("S" + i);
    }
    atHand.add(new Topic(ServedType.NEWS, id("AAPL")));

    List<Topic> foretold = new ArrayList<>(ask(ServedType.QUOTE, "AAPL"));
    foretold.addAll(ask(ServedType.LEVEL2, "AAPL"));

    assertThat(foretold).containsExactly(new Topic(ServedType.FUNDAMENTAL, id("AAPL")));
  }

  @Test
  void enginesHabits_areTheirOwn() {
    for (int i = 0; i < 12; i++) {
      study("S" + i);
    }

    assertThat(foresight.observe(EngineType.ML, new Topic(ServedType.LEVEL2, id("AAPL")), true))
        .isEmpty();
  }

  @Test
  void habitThatEnds_isForgottenAndTheEngineFallsSilent() {
    for (int i = 0; i < 12; i++) {
      study("S" + i);
    }
    int guessed = 0;
    for (int i = 0; i < 300; i++) {
      guessed += ask(ServedType.QUOTE, "T" + i).size();
      guessed += ask(ServedType.LEVEL2, "T" + i).size();
    }

    assertThat(guessed).isBetween(1, 60);
    for (int i = 300; i < 400; i++) {
      assertThat(ask(ServedType.LEVEL2, "T" + i)).isEmpty();
    }
  }

  @Test
  void score_fallsSilentWhenWrong_andSpeaksAgainWhenRight() {
    Score score = new Score(0.7, 0.85);
    for (int i = 0; i < 11; i++) {
      score.settle(false);
      assertThat(score.isSilent()).as("too few to judge").isFalse();
    }
    for (int i = 0; i < 10; i++) {
      score.settle(false);
    }
    assertThat(score.isSilent()).isTrue();
    int needed = 0;
    while (score.isSilent() && needed < 1000) {
      score.settle(true);
      needed++;
    }

    assertThat(needed).isBetween(20, 100);
  }

  @Test
  void memory_isBounded_whateverIsAsked() {
    PrefetchProperties small = new PrefetchProperties(true, 3, 100, 0.8, 0.7, 0.85);
    Foresight bounded = new Foresight(small, _ -> true, _ -> false);
    Random random = new Random(4);
    ServedType[] types = ServedType.values();
    for (int i = 0; i < 50_000; i++) {
      EngineType engine = new EngineType("e" + random.nextInt(20));
      Topic topic =
          new Topic(types[random.nextInt(types.length)], id("S" + random.nextInt(10_000)));
      bounded.observe(engine, topic, true);
    }

    assertThat(bounded.report()).hasSize(3);
    assertThat(bounded.report().values()).allMatch(each -> each.situations() <= 100);
  }

  @Test
  void report_countsUsedAndWastedCalls() {
    for (int i = 0; i < 40; i++) {
      study("S" + i);
    }

    assertThat(report().used()).isPositive();
    assertThat(report().precision()).isEqualTo(1.0);
    assertThat(report().coverage()).isBetween(0.5, 1.0);
    assertThat(report().silent()).isFalse();
  }

  @Test
  void confidence_isWilsonsLowerBound() {
    // By hand from the formula with z = 1.2816: n/(n + z^2) when all came true.
    assertThat(Habit.confidence(7, 7)).isCloseTo(7 / (7 + 1.2816 * 1.2816), within(1e-12));
    assertThat(Habit.confidence(16, 18)).isCloseTo(0.7647, within(5e-3));
    assertThat(Habit.confidence(0, 10)).isCloseTo(0, within(1e-12));
    assertThat(Habit.confidence(0, 0)).isZero();
  }
}
