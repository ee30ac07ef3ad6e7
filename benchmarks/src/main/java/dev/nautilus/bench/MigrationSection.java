package dev.nautilus.bench;

import dev.nautilus.bench.load.MigrationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The section of the report on moving engines from main Redis to the buses, with its goals.
final class MigrationSection {
  private static final double MAIN_SAVED = 0.99;
  private static final double ALL_SAVED = 0.80;
  private static final double ROUND_TRIP_MILLIS = 50;
  private static final int CONNECTIONS = 16;

  private MigrationSection() {}

  static List<String> of(List<MigrationOutcome> rounds) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## Migration: thirteen engines at %,d msg/s".formatted(rounds.getFirst().rate()));
    lines.add("");
    lines.add(
        "Before: each engine reads with `XREADGROUP COUNT 50 BLOCK 1000` and acknowledges each message"
            + " by itself, each message is an XADD of its own, on sixteen connections. After: the same"
            + " messages over the buses. Each Redis has the disk that `redis/*.conf` gives it: main within"
            + " a second, Engine Logic before it answers, MarketData none. The first row is main without"
            + " a disk, which pays less than it does in production.");
    lines.add("");
    lines.add(
        "| | msg/s | main CPU | MarketData CPU | Engine Logic CPU | all three | connections to main |"
            + " missing |");
    lines.add("|---|---|---|---|---|---|---|---|");
    lines.add(row("before, main in memory", rounds, MigrationOutcome::inMemory));
    lines.add(row("before", rounds, MigrationOutcome::before));
    lines.add(row("after", rounds, MigrationOutcome::after));
    goals(lines, rounds);
    roundTrip(lines, rounds);
    return lines;
  }

  private static void goals(List<String> lines, List<MigrationOutcome> rounds) {
    lines.add("");
    lines.add("| goal | wanted | measured | |");
    lines.add("|---|---|---|---|");
    double main = median(rounds, MigrationOutcome::mainSaved);
    lines.add(goal("main Redis CPU saved", MAIN_SAVED, main, "%.4f", main >= MAIN_SAVED));
    double all = median(rounds, MigrationOutcome::allSaved);
    lines.add(goal("CPU of all three saved", ALL_SAVED, all, "%.4f", all >= ALL_SAVED));
    lines.add(
        String.format(
            Locale.ROOT,
            "| the same, against main in memory | | %.4f | for comparison |",
            median(rounds, MigrationOutcome::allSavedInMemory)));
    boolean left =
        rounds.stream()
            .allMatch(
                one ->
                    one.before().mainConnections() == CONNECTIONS
                        && one.after().mainConnections() == 0);
    lines.add(
        "| connections to main, before and after | 16 and 0 | %d and %d | %s |"
            .formatted(
                rounds.getFirst().before().mainConnections(),
                rounds.getFirst().after().mainConnections(),
                verdict(left)));
    double legacy = median(rounds, one -> Statistics.millis(one.roundTripLegacy(), 99));
    lines.add(
        goal(
            "strategy to risk and back, risk on main, p99 ms, at most",
            ROUND_TRIP_MILLIS,
            legacy,
            "%.2f",
            legacy < ROUND_TRIP_MILLIS));
  }

  private static void roundTrip(List<String> lines, List<MigrationOutcome> rounds) {
    double dual = median(rounds, one -> Statistics.millis(one.roundTripDual(), 99));
    double legacy = median(rounds, one -> Statistics.millis(one.roundTripLegacy(), 99));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Round trip p99: %.2f ms with risk on the buses, %.2f ms with risk on main Redis: %.1f times.",
            dual,
            legacy,
            median(
                rounds,
                one ->
                    Statistics.millis(one.roundTripLegacy(), 99)
                        / Statistics.millis(one.roundTripDual(), 99))));
  }

  private static String goal(
      String what, double wanted, double measured, String format, boolean reached) {
    return "| %s | %s | %s | %s |"
        .formatted(
            what,
            String.format(Locale.ROOT, format, wanted),
            String.format(Locale.ROOT, format, measured),
            verdict(reached));
  }

  private static String verdict(boolean reached) {
    return reached ? "reached" : "not reached";
  }

  private static String row(
      String name,
      List<MigrationOutcome> rounds,
      Function<MigrationOutcome, MigrationOutcome.Phase> phase) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.2f %% | %.2f %% | %.2f %% | %.2f %% | %d | %d |",
        name,
        median(rounds, one -> phase.apply(one).delivered() / phase.apply(one).seconds()),
        100 * median(rounds, one -> phase.apply(one).mainCpu()),
        100 * median(rounds, one -> phase.apply(one).marketDataCpu()),
        100 * median(rounds, one -> phase.apply(one).engineLogicCpu()),
        100 * median(rounds, one -> phase.apply(one).allCpu()),
        phase.apply(rounds.getFirst()).mainConnections(),
        rounds.stream().mapToLong(one -> phase.apply(one).missing()).sum());
  }

  private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return Goals.median(rounds, figure).orElseThrow();
  }
}
