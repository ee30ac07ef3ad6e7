package dev.nautilus.engines.ml;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.DriftDetector;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.engines.ml.method.PendingLabel;
import dev.nautilus.message.Bar;
import dev.nautilus.message.ModelDrift;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One model: the learner whose predictions are said, its shadow, and the examples whose outcome is
/// not known yet. Confined to the engine thread.
///
/// **Order** at each bar: first the outcomes that it settles are scored and learned, then the next
/// prediction is made. Nothing is learned of a bar before it was predicted.
final class Model {
  private static final String COMPARED = "mcnemar";

  private final ModelRule rule;
  private final List<Expert> experts = new ArrayList<>();
  private final List<Deque<Example>> pending = new ArrayList<>();
  private final DriftWatch watch;
  private final Contest contest;
  private int live;
  private long drifts;
  private long replaced;
  private long sinceReport;

  /// What happened to the live learner.
  ///
  /// @param detector who found it
  /// @param index examples watched before
  record Event(String detector, long index, DriftDetector.Drift drift, ModelDrift.Action action) {}

  /// What it expects of an instrument.
  ///
  /// @param said probability, or return in standard deviations of the horizon
  /// @param deviation of the return over the horizon, a fraction
  record Guess(Bar bar, double said, double deviation) {}

  /// @param instruments how many it learns from
  /// @param width numbers in a row
  /// @param properties how long a bar is, and how many examples the measures cover
  Model(ModelRule rule, int instruments, int width, MlProperties properties) {
    this.rule = rule;
    int window = properties.window();
    long horizon = rule.horizon() * properties.bar().duration().orElseThrow().toSeconds();
    experts.add(new Expert(rule.learner(rule.learner()), width, window));
    LearnerKind shadow = rule.shadow();
    if (shadow != null) {
      experts.add(new Expert(rule.learner(shadow), width, window));
    }
    for (int i = 0; i < instruments; i++) {
      pending.add(new ArrayDeque<>());
    }
    watch = new DriftWatch(rule.driftDetector(), horizon);
    contest = new Contest(rule.promoteBy(), rule.promoteOver());
  }

  /// Learns what a bar settles.
  ///
  /// @return what that led to
  List<Event> settle(int instrument, Step step) {
    Deque<Example> waiting = pending.get(instrument);
    if (step.afterGap()) {
      // Their horizon would reach over hours in which nothing was traded.
      waiting.clear();
    }
    List<Event> events = new ArrayList<>();
    Bar bar = step.bar();
    watch.at(bar.start().getEpochSecond()).ifPresent(drift -> events.add(drifted(drift)));
    for (Iterator<Example> each = waiting.iterator(); each.hasNext(); ) {
      Example example = each.next();
      example.label().next(bar.high(), bar.low(), bar.close());
      if (example.label().isSettled()) {
        each.remove();
        example.label().outcome().ifPresent(outcome -> learn(example, outcome, events));
      }
    }
    return events;
  }

  private void learn(Example example, double outcome, List<Event> events) {
    sinceReport++;
    boolean[] right = new boolean[experts.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = experts.get(i).settle(example, example.said(i), outcome);
    }
    if (!Double.isNaN(example.said(live))) {
      watch.hear(right[live]);
    }
    if (right.length > 1 && isReady(0) && isReady(1)) {
      contest.add(right[live], right[1 - live]).ifPresent(chance -> events.add(lost(chance)));
    }
  }

  private Event drifted(DriftDetector.Drift drift) {
    drifts++;
    long index = Math.max(0, watch.watched() - 1);
    return new Event(rule.driftDetector().code(), index, drift, act(drift));
  }

  private ModelDrift.Action act(DriftDetector.Drift drift) {
    if (!drift.rose() || rule.onDrift() == OnDrift.REPORT) {
      return ModelDrift.Action.REPORTED;
    }
    if (rule.onDrift() == OnDrift.RESET) {
      experts.get(live).reset();
      pending.forEach(all -> all.forEach(each -> each.unsay(live)));
      watch.begin();
      return ModelDrift.Action.RESET;
    }
    if (experts.size() > 1 && isReady(1 - live) && accuracy(1 - live) >= accuracy(live)) {
      swap();
      return ModelDrift.Action.REPLACED;
    }
    return ModelDrift.Action.REPORTED;
  }

  private Event lost(double chance) {
    long index = Math.max(0, watch.watched() - 1);
    swap();
    DriftDetector.Drift found =
        new DriftDetector.Drift(chance, OptionalDouble.of(Contest.CHANCE), false);
    return new Event(COMPARED, index, found, ModelDrift.Action.REPLACED);
  }

  private double accuracy(int expert) {
    return experts.get(expert).score().accuracy().orElse(0);
  }

  private void swap() {
    live = 1 - live;
    replaced++;
    contest.begin();
    watch.begin();
  }

  /// Lets the shadow take over; the model that was live goes on as the shadow.
  ///
  /// @return false when there is none
  boolean promote() {
    if (experts.size() > 1) {
      swap();
    }
    return experts.size() > 1;
  }

  /// Says what it expects after a bar, and waits for the outcome.
  ///
  /// @param row scaled inputs; not changed afterwards
  /// @param deviation of the return of one bar, a fraction above 0
  /// @return null while it has not learned from enough examples
  @Nullable Guess expect(int instrument, Bar bar, double[] row, double deviation) {
    double[] said = new double[experts.size()];
    for (int i = 0; i < said.length; i++) {
      said[i] = experts.get(i).predict(row);
    }
    PendingLabel label = newLabel().from(bar.close(), deviation);
    pending.get(instrument).add(new Example(bar.start().getEpochSecond(), label, row, said));
    boolean speaks = isReady(live) && Double.isFinite(said[live]);
    return speaks ? new Guess(bar, said[live], label.deviation()) : null;
  }

  private PendingLabel newLabel() {
    return new PendingLabel(rule.label(), rule.horizon(), rule.barriers());
  }

  private boolean isReady(int expert) {
    return experts.get(expert).examples() >= rule.warmup();
  }

  /// Whether it has learned from enough examples to say something.
  boolean isReady() {
    return isReady(live);
  }

  /// Whether so many examples were scored since this last was true.
  boolean isReportDue(int every) {
    if (sinceReport < every) {
      return false;
    }
    sinceReport = 0;
    return true;
  }

  ModelRule rule() {
    return rule;
  }

  /// The learner whose predictions are said.
  Expert live() {
    return experts.get(live);
  }

  /// The learner beside it; null when there is none.
  @Nullable Expert shadow() {
    return experts.size() > 1 ? experts.get(1 - live) : null;
  }

  long drifts() {
    return drifts;
  }

  long replaced() {
    return replaced;
  }

  void write(StateOutput out) {
    experts.forEach(expert -> expert.write(out));
    out.whole(live).whole(drifts).whole(replaced).whole(sinceReport);
    watch.write(out);
    contest.write(out);
    for (Deque<Example> each : pending) {
      out.all(each, Model::write);
    }
  }

  private static void write(StateOutput out, Example example) {
    out.whole(example.second());
    example.label().save(out::real);
    Arrays.stream(example.row()).forEach(out::real);
    for (int i = 0; i < example.learners(); i++) {
      out.real(example.said(i));
    }
  }

  /// Takes a state over, of a model by the same rule.
  ///
  /// @param width numbers in a row
  void read(StateInput in, int width) {
    experts.forEach(expert -> expert.read(in));
    live = Math.clamp(in.whole(), 0, experts.size() - 1);
    drifts = in.whole();
    replaced = in.whole();
    sinceReport = in.whole();
    watch.read(in);
    contest.read(in);
    for (Deque<Example> each : pending) {
      each.clear();
      each.addAll(in.all(from -> example(from, width)));
    }
  }

  private Example example(StateInput in, int width) {
    long second = in.whole();
    PendingLabel label = newLabel();
    label.load(in::real);
    return new Example(second, label, reals(in, width), reals(in, experts.size()));
  }

  private static double[] reals(StateInput in, int count) {
    double[] reals = new double[count];
    Arrays.setAll(reals, _ -> in.real());
    return reals;
  }
}
