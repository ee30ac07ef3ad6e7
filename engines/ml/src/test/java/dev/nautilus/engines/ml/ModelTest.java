package dev.nautilus.engines.ml;

import static dev.nautilus.engines.ml.Fixtures.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.ml.method.Label;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.message.Bar;
import dev.nautilus.message.ModelDrift;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final int HORIZON = 5;

  private final List<Model.Event> events = new ArrayList<>();
  private int minute;
  private double price = 100;

  private static Model model(
      LearnerKind learner, @Nullable LearnerKind shadow, Label label, OnDrift onDrift) {
    ModelRule rule = Fixtures.rule("m", learner, shadow, label, onDrift);
    return new Model(rule, 1, 1, Fixtures.properties(List.of(AAPL), rule));
  }

  /// The next bar; the input says what was `ahead` of it.
  private Model.@Nullable Guess next(Model model, double input, double change, boolean gap) {
    price += change;
    Bar bar = Fixtures.minute(AAPL, minute++, price);
    events.addAll(model.settle(0, new Step(bar, null, gap)));
    return model.expect(0, bar, new double[] {input}, 0.001);
  }

  @Test
  void example_isLearnedWhenItsHorizonIsOver_notBefore() {
    Model model = model(LearnerKind.LOGISTIC_SGD, null, Label.SIGN, OnDrift.REPORT);
    for (int i = 0; i <= HORIZON - 1; i++) {
      next(model, 1, 0.1, false);
      assertThat(model.live().examples()).isZero();
    }
    next(model, 1, 0.1, false);
    assertThat(model.live().examples()).isEqualTo(1);
    assertThat(model.live().score().scored()).isEqualTo(1);
  }

  @Test
  void gap_inBars_givesUpWhatWasPending() {
    Model model = model(LearnerKind.LOGISTIC_SGD, null, Label.SIGN, OnDrift.REPORT);
    for (int i = 0; i < HORIZON; i++) {
      next(model, 1, 0.1, false);
    }
    next(model, 1, 0.1, true);
    for (int i = 0; i < HORIZON - 1; i++) {
      next(model, 1, 0.1, false);
    }
    assertThat(model.live().examples()).isZero();
  }

  @Test
  void guess_beforeWarmUp_isNotSaid() {
    Model model = model(LearnerKind.LOGISTIC_SGD, null, Label.SIGN, OnDrift.REPORT);
    int said = 0;
    for (int i = 0; i < 19 + HORIZON; i++) {
      said += next(model, 1, 0.1, false) == null ? 0 : 1;
    }
    assertThat(said).isZero();
    assertThat(next(model, 1, 0.1, false)).isNotNull();
  }

  /// The price goes for so long where the input points to, then against it.
  private void turnAround(Model model) {
    for (int i = 0; i < 2_000; i++) {
      double way = i / 40 % 2 == 0 ? 1 : -1;
      next(model, way, i < 1_000 ? 0.01 * way : -0.01 * way, false);
    }
  }

  @Test
  void worldTurnsAround_modelThatResets_isRightAgain() {
    Model model = model(LearnerKind.LOGISTIC_ADAGRAD, null, Label.SIGN, OnDrift.RESET);
    turnAround(model);
    assertThat(events).extracting(Model.Event::action).contains(ModelDrift.Action.RESET);
    assertThat(model.live().score().accuracy().orElseThrow()).isGreaterThan(0.7);
    assertThat(model.live().examples()).isLessThan(1_100);
  }

  @Test
  void worldTurnsAround_modelThatReports_keepsWhatItKnows() {
    Model model = model(LearnerKind.NAIVE_BAYES, null, Label.SIGN, OnDrift.REPORT);
    turnAround(model);
    assertThat(events)
        .isNotEmpty()
        .extracting(Model.Event::action)
        .containsOnly(ModelDrift.Action.REPORTED);
    assertThat(model.live().examples()).isEqualTo(2_000 - HORIZON);
  }

  @Test
  void shadow_thatIsRightMoreOften_takesOver() {
    Model model =
        model(LearnerKind.LOGISTIC_SGD, LearnerKind.HOEFFDING_TREE, Label.SIGN, OnDrift.REPORT);
    for (int i = 0; i < 4_000; i++) {
      // Up where the input is near 0, else down: no line tells that.
      double far = i % 80 < 40 ? 5 : -5;
      double input = i % 40 < 20 ? 0.1 * (i % 3) : far;
      next(model, input, i % 40 < 20 ? 0.01 : -0.01, false);
    }
    assertThat(model.live().rule().kind()).isEqualTo(LearnerKind.HOEFFDING_TREE);
    assertThat(model.replaced()).isEqualTo(1);
    assertThat(events)
        .anySatisfy(
            event -> {
              assertThat(event.detector()).isEqualTo("mcnemar");
              assertThat(event.action()).isEqualTo(ModelDrift.Action.REPLACED);
              assertThat(event.drift().statistic()).isLessThan(0.05);
            });
  }

  @Test
  void priceAtOrBelowZero_hasNoLabel() {
    Model model = model(LearnerKind.LOGISTIC_SGD, null, Label.SIGN, OnDrift.REPORT);
    price = -3;
    for (int i = 0; i < 20; i++) {
      next(model, 1, 0.1, false);
    }
    assertThat(model.live().examples()).isZero();
  }
}
