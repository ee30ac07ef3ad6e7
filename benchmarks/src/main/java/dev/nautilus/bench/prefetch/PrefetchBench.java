package dev.nautilus.bench.prefetch;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.WholeNumber;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// What `./nautilus bench prefetch` runs: every kind of trace, its figures and its goals.
public final class PrefetchBench {
  static final String USAGE =
      """
      usage: ./nautilus bench prefetch [options]
        --seed N      the traces' seed (1)
        --length N    questions in each trace, 1000 to 10000000 (200000)""";

  private static final double LEAST_HITS = 0.95;
  private static final double LEAST_PRECISION = 0.80;
  private static final double MOST_EXTRA = 0.02;

  private PrefetchBench() {}

  /// @param seed of all traces
  /// @param length questions in each
  record Options(long seed, int length) {
    static Options of(List<String> args) {
      long seed = 1;
      int length = 200_000;
      for (Iterator<String> each = args.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!name.equals("--seed") && !name.equals("--length")) {
          throw new IllegalArgumentException("option must be --seed or --length, was " + name);
        }
        if (!each.hasNext()) {
          throw new IllegalArgumentException(name + " needs a number");
        }
        if (name.equals("--seed")) {
          seed = WholeNumber.of(name, each.next(), Long.MIN_VALUE, Long.MAX_VALUE);
        } else {
          length = (int) WholeNumber.of(name, each.next(), 1000, 10_000_000);
        }
      }
      return new Options(seed, length);
    }
  }

  public static void main(String[] args) {
    BenchCommand.run(USAGE, args, (words, out) -> report(Options.of(words), out));
  }

  /// Prints the table of the traces that are played when nothing else is asked for.
  public static void printDefaults(PrintStream out) {
    report(Options.of(List.of()), out);
  }

  /// Prints the table and says whether every goal was reached.
  static boolean report(Options options, PrintStream out) {
    out.printf("Prefetch, seed %d, %d questions a trace%n%n", options.seed(), options.length());
    out.println(
        "| trace | calls without | calls with | extra | fetched | precision | coverage | predicted hit"
            + " | without a wait | goals |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    boolean all = true;
    for (TraceKind kind : TraceKind.values()) {
      TraceRun.Result result = TraceRun.play(kind.trace(options.seed(), options.length()));
      List<String> missed = missed(kind, result);
      all &= missed.isEmpty();
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %+.2f %% | %d | %s | %s | %s | %s | %s |%n",
          kind.label(),
          result.without(),
          result.with(),
          100 * result.extra(),
          result.fetched(),
          share(result, result.precision()),
          share(result, result.coverage()),
          share(result, result.predictedHit()),
          share(result, result.withoutWait()),
          missed.isEmpty() ? "reached" : "not reached: " + String.join(", ", missed));
    }
    return all;
  }

  private static String share(TraceRun.Result result, double fraction) {
    return result.fetched() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  /// The goals that a trace missed.
  static List<String> missed(TraceKind kind, TraceRun.Result result) {
    List<String> missed = new ArrayList<>();
    if (kind.isLearnable()) {
      check(missed, result.fetched() > 0, "fetches anything");
      check(missed, result.predictedHit() >= LEAST_HITS, "predicted requests hit >= 95 %");
      check(missed, result.precision() >= LEAST_PRECISION, "precision >= 80 %");
    } else {
      check(missed, result.extra() < MOST_EXTRA, "extra calls < 2 %");
    }
    return missed;
  }

  private static void check(List<String> missed, boolean reached, String goal) {
    if (!reached) {
      missed.add(goal);
    }
  }
}
