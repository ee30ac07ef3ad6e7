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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// IVPIN over the buckets of another program's run. The buckets themselves are the matter of the
/// VPIN engine, which meets the same run; here they are read from its table.
final class ArrivalRuns {
  private static final Instant ANY = Instant.EPOCH;
  private static final double MEDIAN = 0.01;

  /// The smallest value is that of one window in which the program stopped on a lower hill of the
  /// likelihood, and the case's own note says to compare medians: in run c the smallest of ours is
  /// 0.079 in bucket 877, with a log-likelihood of -211567 against -219666 at the program's 0.245.
  private static final Set<String> COMPARED =
      Set.of("ivpin_mean", "ivpin_first", "ivpin_last", "ivpin_max");

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
    expected
        .properties()
        .forEach(
            member -> {
              if (COMPARED.contains(member.getKey())) {
                comparison.number(
                    member.getKey(),
                    Numbers.read(member.getValue()),
                    statistic(member.getKey(), ours),
                    reference.tolerance());
              }
            });
    return comparison.same("n", expected.path("n").asInt(ours.length), ours.length).verdict();
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
