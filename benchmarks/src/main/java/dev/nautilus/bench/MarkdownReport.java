package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The report people read.
final class MarkdownReport {
  private final BusResults results;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(BusResults results) {
    this.results = results;
  }

  static String of(BusResults results) {
    MarkdownReport report = new MarkdownReport(results);
    report.head();
    report.goals();
    report.facts(results.machine());
    report.legend();
    for (Scenario scenario : Scenario.values()) {
      List<Comparison> rows = Comparison.of(results, scenario);
      boolean own = rows.stream().anyMatch(row -> !row.onStreamsInstead());
      if (own) {
        report.section(scenario, rows);
      }
    }
    ProbeSections.of(results).forEach(report::line);
    return report.text.toString();
  }

  private void head() {
    MachineFacts machine = results.machine();
    line(String.format(Locale.ROOT, "# The bus against its peers, %s", results.startedAt()));
    if (machine.shared()) {
      line("");
      line(
          String.format(
              Locale.ROOT,
              "**Taken on a shared, noisy machine** (load average %.2f at the start): trust ratios"
                  + " within a row's round, not absolute figures.",
              machine.loadAverage()));
    }
  }

  private void facts(MachineFacts machine) {
    line("");
    line("## Machine and run");
    line("");
    line("| fact | value |");
    line("|---|---|");
    line(
        String.format(
            Locale.ROOT, "| processor | %s, %d cores |", machine.processor(), machine.cores()));
    line(String.format(Locale.ROOT, "| system | %s |", machine.system()));
    line(String.format(Locale.ROOT, "| JDK | %s |", machine.jdk()));
    line(String.format(Locale.ROOT, "| Redis | %s |", machine.redis()));
    line(String.format(Locale.ROOT, "| load average at start | %.2f |", machine.loadAverage()));
    line(
        String.format(
            Locale.ROOT,
            "| run | %d rounds of %.1f s after %.1f s warm-up, until %s |",
            results.rounds().size(),
            results.seconds(),
            results.warmupSeconds(),
            results.finishedAt()));
    line(
        String.format(
            Locale.ROOT,
            "| RB50 (`redis-benchmark XADD -c 50 -P 100`), msg/s by round | %s |",
            counts(BusResults.Round::redisBenchmarkRate)));
    line(
        String.format(
            Locale.ROOT,
            "| the same on disk (`appendfsync always`) | %s |",
            counts(BusResults.Round::durableBenchmarkRate)));
    line(
        String.format(
            Locale.ROOT,
            "| flags of every measured JVM | `%s` |",
            String.join(" ", results.jvm())));
  }

  private String counts(ToDoubleFunction<BusResults.Round> rate) {
    return results.rounds().stream()
        .map(round -> rate.applyAsDouble(round))
        .map(value -> value == 0 ? "-" : count(value))
        .collect(Collectors.joining(", "));
  }

  private void goals() {
    line("");
    line("## Goals");
    line("");
    if (results.rounds().size() < Goals.ROUNDS) {
      line(
          String.format(
              Locale.ROOT,
              "**A first look: %d of the %d rounds that a verdict should rest on.**",
              results.rounds().size(),
              Goals.ROUNDS));
      line("");
    }
    line("| figure | on disk | goal | measured | verdict |");
    line("|---|---|---|---|---|");
    Goals.of(results).forEach(goal -> line(goal.row()));
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Ours has default options (linger adaptive) where no linger is named. RB50 in the same"
                + " rounds: %s.",
            counts(BusResults.Round::redisBenchmarkRate)));
  }

  private void legend() {
    line("");
    line(
        "Medians over the rounds, least to most in brackets; ratios are medians of the ratios"
            + " within a round. Where a heading says \"not durable\", Redis runs without"
            + " persistence. `benchmarks/README.md` says what each column means and"
            + " what it does not show.");
  }

  private void section(Scenario scenario, List<Comparison> rows) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "## %s%s",
            capitalised(scenario.title()),
            scenario.durable() ? "" : " (not durable)"));
    line("");
    boolean steady = scenario.rate() > 0;
    line(
        String.format(
            Locale.ROOT,
            "| contender | msg/s | deliveries/s | to raw frames | ours to it | Redis CPU s per M"
                + " deliveries | Redis CPU | JVM CPU s per M deliveries | JVM bytes per delivery | lost / doubled / out of order /"
                + " failed |%s",
            steady ? " p50 ms | p99 ms | p99.9 ms | sender late p99 ms |" : ""));
    line(
        String.format(
            Locale.ROOT,
            "|---|---|---|---|---|---|---|---|---|---|%s",
            steady ? "---|---|---|---|" : ""));
    for (Comparison row : rows) {
      row(row, steady);
    }
    rb50(scenario, steady);
    if (rows.stream().anyMatch(Comparison::onStreamsInstead)) {
      line("");
      line("\\* over streams to as many groups: this client pushes nothing that is also kept.");
    }
  }

  /// What the server takes from `redis-benchmark`, beside whatever the clients do.
  private void rb50(Scenario scenario, boolean steady) {
    List<Double> rates =
        results.rounds().stream()
            .map(
                scenario.durable()
                    ? BusResults.Round::durableBenchmarkRate
                    : BusResults.Round::redisBenchmarkRate)
            .toList();
    line(
        String.format(
            Locale.ROOT,
            "| RB50: `redis-benchmark`, publish only | %s | - | - | - | - | - | - | - | - |%s",
            count(Statistics.median(rates).orElse(0)),
            steady ? " - | - | - | - |" : ""));
  }

  private void row(Comparison row, boolean steady) {
    StringBuilder cells = new StringBuilder("| ");
    cells.append(row.candidate().title()).append(row.onStreamsInstead() ? " \\*" : "");
    cell(cells, spread(row));
    cell(cells, count(row.median(Outcome::deliveryRate)));
    cell(cells, ratio(row.ratioTo(Candidate.RAW_FRAMES)));
    cell(cells, ratio(ours(row)));
    cell(cells, fraction(row.median(Outcome::redisCpuPerMillion)));
    cell(cells, String.format(Locale.ROOT, "%.0f %%", 100 * row.median(Outcome::redisCpuShare)));
    cell(cells, fraction(row.median(Outcome::jvmCpuPerMillion)));
    cell(cells, count(row.median(Outcome::bytesPerDelivery)));
    cell(cells, faults(row.outcomes()));
    if (steady) {
      cell(cells, fraction(row.latencyMillis(50)));
      cell(cells, fraction(row.latencyMillis(99)));
      cell(cells, fraction(row.latencies().getValueAtPercentile(99.9) / 1e6));
      cell(cells, fraction(row.median(one -> one.senderLateP99Nanos() / 1e6)));
    }
    line(String.format(Locale.ROOT, "%s |", cells));
  }

  private OptionalDouble ours(Comparison row) {
    return Comparison.of(results, row.scenario()).stream()
        .filter(other -> other.candidate() == Candidate.DUAL_BUS)
        .findFirst()
        .map(ours -> ours.ratioTo(row.candidate()))
        .orElse(OptionalDouble.empty());
  }

  private static String spread(Comparison row) {
    String text =
        "%s [%s, %s]"
            .formatted(
                count(row.median(Outcome::messageRate)),
                count(row.least(Outcome::messageRate)),
                count(row.most(Outcome::messageRate)));
    boolean behind = row.scenario().rate() > 0 && !row.keptUp();
    return behind ? text + " (did not keep up)" : text;
  }

  private static String faults(List<Outcome> outcomes) {
    return "%d / %d / %d / %d"
        .formatted(
            outcomes.stream().mapToLong(Outcome::lost).sum(),
            outcomes.stream().mapToLong(Outcome::doubled).sum(),
            outcomes.stream().mapToLong(Outcome::outOfOrder).sum(),
            outcomes.stream().mapToLong(Outcome::failures).sum());
  }

  private static void cell(StringBuilder cells, String value) {
    cells.append(" | ").append(value);
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.3g", ratio.getAsDouble()) : "-";
  }

  private static String fraction(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,d", Math.round(value)) : "-";
  }

  private static String capitalised(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
