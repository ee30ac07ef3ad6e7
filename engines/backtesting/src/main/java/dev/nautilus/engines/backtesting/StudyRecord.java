package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.backtesting.BacktestView.Status;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.message.ParameterOptimization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A search for good parameters from its plan to its result. Confined to the engine thread.
final class StudyRecord {
  final String id;
  final StudyPlan plan;
  Status status = Status.WAITING;

  /// What is replayed; empty once it is over.
  List<ReplayBar> bars = List.of();

  double done;
  @Nullable ParameterOptimization result;
  @Nullable String error;

  StudyRecord(String id, StudyPlan plan) {
    this.id = id;
    this.plan = plan;
  }

  boolean isOver() {
    return status == Status.COMPLETE || status == Status.FAILED;
  }

  /// Its data are there.
  void data(List<ReplayBar> found) {
    bars = List.copyOf(found);
    status = Status.QUEUED;
  }

  void over(ParameterOptimization found) {
    result = found;
    status = Status.COMPLETE;
    done = 1;
    bars = List.of();
  }

  /// It ends without a result.
  void failed(String why) {
    error = why;
    status = Status.FAILED;
    bars = List.of();
  }

  BacktestView.Study view() {
    return new BacktestView.Study(id, status, plan, done, result, error);
  }

  void write(StateOutput out) {
    out.text(id);
    out.all(plan.settings().entrySet(), (to, each) -> to.text(each.getKey()).text(each.getValue()));
    out.all(
        plan.grid().entrySet(),
        (to, each) -> to.text(each.getKey()).all(each.getValue(), StateOutput::real));
    out.text(plan.method().name()).text(plan.objective()).whole(plan.folds());
    out.text(status.name()).all(bars, RunRecord::write);
    out.flag(result != null).flag(error != null);
    if (result != null) {
      out.payload(MessageType.PARAMETER_OPTIMIZATION, result);
    }
    if (error != null) {
      out.text(error);
    }
  }

  /// One that ran begins anew.
  static StudyRecord read(StateInput in) {
    String id = in.text();
    Map<String, String> settings = new TreeMap<>();
    in.all(each -> settings.put(each.text(), each.text()));
    Map<String, List<Double>> grid = new TreeMap<>();
    in.all(each -> grid.put(each.text(), each.all(StateInput::real)));
    StudyPlan.Method method = StudyPlan.Method.valueOf(in.text());
    String objective = in.text();
    int folds = Math.toIntExact(in.whole());
    StudyRecord record =
        new StudyRecord(id, new StudyPlan(settings, grid, method, objective, folds));
    record.status = Status.valueOf(in.text());
    record.bars = in.all(RunRecord::bar);
    boolean complete = in.flag();
    boolean failed = in.flag();
    record.result = complete ? in.payload(MessageType.PARAMETER_OPTIMIZATION) : null;
    record.error = failed ? in.text() : null;
    record.done = complete ? 1 : 0;
    return record;
  }
}
