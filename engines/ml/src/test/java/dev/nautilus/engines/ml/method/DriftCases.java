package dev.nautilus.engines.ml.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Cases that say at which values of a stream a detector speaks, counted from 0.
final class DriftCases {
  private DriftCases() {}

  static Verdict run(ReferenceCase reference) throws IOException {
    DriftDetector detector = detector(reference.method(), reference.input().path("params"));
    double[] stream = reference.table(reference.input().path("stream").asString()).numbers("x");
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < stream.length; i++) {
      if (detector.update(stream[i]).isPresent()) {
        found.add(i);
      }
    }
    List<Integer> expected = new ArrayList<>();
    reference.expected().path("detected_at_index").forEach(each -> expected.add(each.asInt()));
    return new Comparison().same("detected at", expected, found).verdict();
  }

  private static DriftDetector detector(String method, JsonNode given) {
    return switch (method) {
      case "adwin" ->
          new Adwin(
              new Adwin.Rule(
                  given.path("delta").asDouble(0.002),
                  given.path("clock").asInt(32),
                  given.path("max_buckets").asInt(5),
                  given.path("min_window").asInt(5),
                  given.path("grace").asInt(10)));
      case "page_hinkley" ->
          new PageHinkley(
              new PageHinkley.Rule(
                  given.path("min_instances").asInt(30),
                  given.path("delta").asDouble(0.005),
                  given.path("threshold").asDouble(50),
                  given.path("alpha").asDouble(0.9999)));
      case "ddm" ->
          new Ddm(
              new Ddm.Rule(
                  given.path("min_instances").asInt(30), given.path("out_control").asDouble(3)));
      case "hddm_a" -> new HddmA(new HddmA.Rule(delta(given), twoSided(given)));
      default ->
          new HddmW(
              new HddmW.Rule(
                  delta(given),
                  given.path("lambda_option").asDouble(given.path("lambda").asDouble(0.05)),
                  twoSided(given)));
    };
  }

  private static double delta(JsonNode given) {
    return given.path("drift_confidence").asDouble(0.001);
  }

  private static boolean twoSided(JsonNode given) {
    return given
        .path("two_sided_test")
        .asBoolean(
            given.path("two_side_option").asBoolean(given.path("two_sided").asBoolean(false)));
  }
}
