package dev.nautilus.engines.vpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VolumeBucket;
import dev.nautilus.quant.flow.VolumeBuckets;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Whole samples, bucket for bucket.
final class BatchRuns {
  private static final Pattern NUMBER = Pattern.compile("0?\\.\\d+|\\d+");

  private BatchRuns() {}

  static Verdict run(ReferenceCase reference) throws IOException {
    VpinRule rule = rule(reference.input());
    JsonNode input = reference.input();
    CsvTable trades = reference.table(input.path("trades").asString());
    int rows = input.path("rows").asInt(Integer.MAX_VALUE);
    VpinBatch batch = VpinBatch.of(rule, TradeTable.bars(trades, rows, rule.grid()));
    Comparison comparison = new Comparison();
    Tolerance tolerance = reference.tolerance();
    for (Map.Entry<String, JsonNode> expected : reference.expected().properties()) {
      if (expected.getKey().equals("table")) {
        table(comparison, reference.table(expected.getValue().asString()), batch, tolerance);
      } else {
        comparison.number(
            expected.getKey(),
            Numbers.read(expected.getValue()),
            statistic(expected.getKey(), batch, rule),
            tolerance);
      }
    }
    return comparison.rule("means and extremes include the unfinished last bucket").verdict();
  }

  private static VpinRule rule(JsonNode input) {
    return new VpinRule(
        TradingGrid.wholeDays(Duration.ofSeconds(input.path("timebar_seconds").asInt(60))),
        classification(input.path("cdf").asString("standard normal")),
        input.path("buckets_per_average_day").asInt(50),
        input.path("window_buckets").asInt(50),
        1,
        DailyVolume.Kind.trailing(1),
        Double.POSITIVE_INFINITY);
  }

  private static BulkClassification classification(String text) {
    if (text.contains("normal")) {
      return BulkClassification.normal();
    }
    Matcher freedom = NUMBER.matcher(text);
    return BulkClassification.studentT(freedom.find() ? Double.parseDouble(freedom.group()) : 0.25);
  }

  private static double statistic(String name, VpinBatch batch, VpinRule rule) {
    double[] vpins = vpins(batch, rule.window());
    return switch (name) {
      case "bucket_volume" -> batch.size();
      case "trading_days" -> batch.days();
      case "bucket_count_including_last_partial" -> batch.readings().size() + 1;
      case "sigma_dp_recomputed_here" -> batch.sigma();
      case "vpin_mean" -> Arrays.stream(vpins).average().orElseThrow();
      case "vpin_first" -> vpins[0];
      case "vpin_last_full_bucket" -> batch.readings().getLast().vpin();
      case "vpin_max" -> Arrays.stream(vpins).max().orElseThrow();
      case "vpin_min" -> Arrays.stream(vpins).min().orElseThrow();
      default -> throw new IllegalArgumentException("expected member is not known: " + name);
    };
  }

  /// Every VPIN and the one that counts the unfinished bucket as if it were full.
  private static double[] vpins(VpinBatch batch, int window) {
    List<VpinStream.Reading> all = batch.readings();
    double[] vpins = new double[all.size() - window + 2];
    for (int i = 0; i < vpins.length - 1; i++) {
      vpins[i] = all.get(i + window - 1).vpin();
    }
    VolumeBuckets.State open = batch.open();
    double imbalance = open == null ? 0 : Math.abs(open.buy() - open.sell());
    for (VpinStream.Reading reading : all.subList(all.size() - window + 1, all.size())) {
      imbalance += reading.bucket().imbalance();
    }
    vpins[vpins.length - 1] = imbalance / (window * batch.size());
    return vpins;
  }

  private static void table(
      Comparison comparison, CsvTable table, VpinBatch batch, Tolerance tolerance) {
    int full = table.rows().size() - 1;
    comparison.same("full buckets", full, batch.readings().size());
    if (full != batch.readings().size()) {
      return;
    }
    for (String column : List.of("agg.bvol", "agg.svol", "aoi", "duration", "vpin")) {
      double[] expected = Arrays.copyOf(table.numbers(column), full);
      double[] ours = batch.readings().stream().mapToDouble(each -> column(column, each)).toArray();
      comparison.numbers(column, expected, ours, tolerance);
    }
  }

  private static double column(String name, VpinStream.Reading reading) {
    VolumeBucket bucket = reading.bucket();
    return switch (name) {
      case "agg.bvol" -> bucket.buy();
      case "agg.svol" -> bucket.sell();
      case "aoi" -> bucket.imbalance();
      case "duration" -> bucket.seconds();
      default -> reading.vpin();
    };
  }
}
