package dev.nautilus.bench;

import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The sections of the report that are not about contenders: idle engines and the express lane.
final class ProbeSections {
  private final List<String> lines = new ArrayList<>();

  private ProbeSections() {}

  /// As lines; none of what was not measured.
  static List<String> of(BusResults results) {
    ProbeSections sections = new ProbeSections();
    if (!results.idle().isEmpty()) {
      sections.idle(results.idle());
    }
    for (boolean durable : new boolean[] {false, true}) {
      if (!results.express(durable).isEmpty()) {
        sections.express(durable, results.express(durable));
      }
    }
    if (!results.migration().isEmpty()) {
      sections.lines.addAll(MigrationSection.of(results.migration()));
    }
    return sections.lines;
  }

  private void idle(List<IdleOutcome> rounds) {
    IdleOutcome first = rounds.getFirst();
    line("");
    line("## Idle: %d engines that have nothing to say", first.engines());
    line("");
    line(
        "Each has subscribed to a pushed and to a pulled type and published once on both buses, and"
            + " was then watched for %.0f s. An empty server in the same seconds took %.3f %% of a"
            + " processor.",
        first.seconds(), 100 * median(rounds, IdleOutcome::emptyCpuShare));
    line("");
    line(
        "| Redis | CPU | added | reading connections | wake-ups/s per publisher | per reader | sent"
            + " bytes/s | commands in round 1 |");
    line("|---|---|---|---|---|---|---|---|");
    line("| MarketData (not durable) | %s |", idle(rounds, IdleOutcome::marketData));
    line("| Engine Logic (on disk) | %s |", idle(rounds, IdleOutcome::engineLogic));
    line("");
    line(
        "A reader's wake-up is a command of its own: `xreadgroup`, `xread`, `ping` or a subscription. A"
            + " publisher's is the server having something to read (`total_reads_processed`), those"
            + " of readers taken off. Not among them: what is pushed to subscribers.");
  }

  private static String idle(
      List<IdleOutcome> rounds, Function<IdleOutcome, IdleOutcome.Server> server) {
    IdleOutcome.Server first = server.apply(rounds.getFirst());
    return String.format(
        Locale.ROOT,
        "%.3f %% | %+.3f %% | %d | %.3f | %.3f | %,.0f | %s",
        100 * median(rounds, one -> server.apply(one).cpuShare()),
        100 * median(rounds, one -> one.addedCpuShare(server.apply(one))),
        first.readers(),
        median(rounds, one -> one.publisherWakeUps(server.apply(one))),
        median(rounds, one -> one.readerWakeUps(server.apply(one))),
        median(rounds, one -> server.apply(one).sentBytes() / one.seconds()),
        new TreeMap<>(first.calls())
            .entrySet().stream()
                .map(call -> call.getKey().replace("|", " ") + " " + call.getValue())
                .collect(Collectors.joining(", ")));
  }

  private void express(boolean durable, List<ExpressOutcome> rounds) {
    line("");
    line("## Express lane%s", durable ? ", on disk" : " (not durable)");
    line("");
    line(
        "500 RISK_ALERTs a second to an engine on engine-core, from `publish` to the first line of"
            + " its reaction: while it has nothing else to do, and after a restart while it works off"
            + " %,d messages of the same family.",
        rounds.getFirst().backlog());
    line("");
    line("| while | alerts | p50 ms | p99 ms | p99.9 ms |");
    line("|---|---|---|---|---|");
    line("| idle | %s |", latencies(rounds.stream().map(ExpressOutcome::idle).toList()));
    line(
        "| draining, %,.0f msg/s | %s |",
        median(rounds, ProbeSections::drained),
        latencies(rounds.stream().map(ExpressOutcome::draining).toList()));
    line("");
    line(
        "Lost / doubled / out of order: %d / %d / %d.",
        rounds.stream().mapToLong(ExpressOutcome::lost).sum(),
        rounds.stream().mapToLong(ExpressOutcome::doubled).sum(),
        rounds.stream().mapToLong(ExpressOutcome::outOfOrder).sum());
  }

  private static double drained(ExpressOutcome one) {
    return one.backlog() / one.drainSeconds();
  }

  private static String latencies(List<String> rounds) {
    return String.format(
        Locale.ROOT,
        "%,d | %.2f | %.2f | %.2f",
        Statistics.merged(rounds).getTotalCount(),
        median(rounds, one -> Statistics.millis(one, 50)),
        median(rounds, one -> Statistics.millis(one, 99)),
        Statistics.merged(rounds).getValueAtPercentile(99.9) / 1e6);
  }

  private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return Goals.median(rounds, figure).orElseThrow();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private void line(String format, Object... values) {
    lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
