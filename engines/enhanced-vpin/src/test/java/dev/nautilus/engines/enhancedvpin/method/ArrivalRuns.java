package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.flow.VolumeBucket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// IVPIN over the buckets of another program's run. The buckets themselves are the matter of the
/// VPIN engine, which meets the same run; here they are read from its table.
final class ArrivalRuns {
  private static final Instant ANY = Instant.EPOCH;
  private static final double MEDIAN = 0.01;

  private static final Set<String> STATISTICS =
      Set.of("ivpin_mean", "ivpin_first", "ivpin_last", "ivpin_max");

  private static final String SMALLEST = "ivpin_min";

  private ArrivalRuns() {}

  static Verdict run(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.expected().path("table").asString());
    int window = reference.input().path("window_buckets").asInt(50);
    int grid = reference.input().path("grid_size").asInt(5);
    double[] theirs = table.numbers("ivpin");
    List<VolumeBucket> buckets = buckets(table);
    double[] ours = new double[buckets.size() - window + 1];
    double[] distances = new double[ours.length];
    InformedArrival before = null;
    for (int i = 0; i < ours.length; i++) {
      Optional<InformedArrival> estimate =
          InformedArrival.of(buckets.subList(i, i + window), grid, before);
      before = estimate.orElse(before);
      ours[i] = estimate.map(InformedArrival::ivpin).orElse(Double.NaN);
      distances[i] = Math.abs(ours[i] - theirs[i + window - 1]);
    }
    Arrays.sort(distances);
    double median = distances[distances.length / 2];
    Comparison comparison =
        new Comparison()
            .rule("single windows by their median distance, as the note says; it is " + median)
            .number("median", 0, median, Tolerance.absolute(MEDIAN));
    JsonNode expected = reference.expected();
    statistics(reference, ours, comparison);
    if (expected.has(SMALLEST)) {
      int start = indexOfSmallest(theirs, window - 1) - window + 1;
      smallest(reference, buckets.subList(start, start + window), ours[start], comparison);
    }
    return comparison.same("n", expected.path("n").asInt(ours.length), ours.length).verdict();
  }

  private static void statistics(ReferenceCase reference, double[] ours, Comparison comparison) {
    reference
        .expected()
        .properties()
        .forEach(
            member -> {
              if (STATISTICS.contains(member.getKey())) {
                comparison.number(
                    member.getKey(),
                    Numbers.read(member.getValue()),
                    statistic(member.getKey(), ours),
                    reference.tolerance());
              }
            });
  }

  private static int indexOfSmallest(double[] values, int from) {
    int smallest = from;
    for (int i = from; i < values.length; i++) {
      smallest = values[i] < values[smallest] ? i : smallest;
    }
    return smallest;
  }

  /// The program's smallest value is a hill of the same likelihood that is not its highest: it is
  /// looked for among the hills of that window, and ours must be as high or higher.
  private static void smallest(
      ReferenceCase reference, List<VolumeBucket> window, double ours, Comparison comparison) {
    double theirs = Numbers.read(reference.expected().path(SMALLEST));
    int grid = reference.input().path("grid_size").asInt(5);
    List<InformedArrival> hills = InformedArrival.hills(window, grid);
    InformedArrival nearest =
        hills.stream()
            .min(Comparator.comparingDouble(hill -> Math.abs(hill.ivpin() - theirs)))
            .orElseThrow();
    InformedArrival highest =
        hills.stream().max(Comparator.comparingDouble(InformedArrival::likelihood)).orElseThrow();
    comparison
        .rule(
            "the smallest value is a hill of log-likelihood %.0f, where the highest has %.0f and %.3f"
                .formatted(nearest.likelihood(), highest.likelihood(), ours))
        .number(SMALLEST, theirs, nearest.ivpin(), reference.tolerance())
        .number("ours, the highest hill", highest.ivpin(), ours, reference.tolerance());
  }

  private static double statistic(String name, double[] values) {
    return switch (name) {
      case "ivpin_first" -> values[0];
      case "ivpin_last" -> values[values.length - 1];
      case "ivpin_max" -> Arrays.stream(values).max().orElseThrow();
      case "ivpin_mean" -> Arrays.stream(values).average().orElseThrow();
      default -> throw new IllegalArgumentException("expected member is not known: " + name);
    };
  }

  private static List<VolumeBucket> buckets(CsvTable table) {
    double[] buy = table.numbers("agg.bvol");
    double[] sell = table.numbers("agg.svol");
    double[] seconds = table.numbers("duration");
    List<VolumeBucket> buckets = new ArrayList<>();
    for (int i = 0; i < buy.length; i++) {
      double size = Math.max(1e-9, buy[i] + sell[i]);
      buckets.add(new VolumeBucket(i, ANY, ANY, size, buy[i], sell[i], seconds[i], 0, 0));
    }
    return buckets;
  }
}
