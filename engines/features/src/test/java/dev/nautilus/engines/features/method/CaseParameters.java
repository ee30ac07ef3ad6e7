package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds the parameters of a feature among the numbers of a case, by name where the names are
/// known, otherwise by position.
final class CaseParameters {

  private static final Map<String, Set<String>> ALIASES =
      Map.ofEntries(
          Map.entry(
              "period",
              Set.of(
                  "",
                  "lookback",
                  "length",
                  "n",
                  "window",
                  "time",
                  "ema",
                  "er",
                  "sma",
                  "stoch",
                  "first")),
          Map.entry(
              "factor",
              Set.of(
                  "multiplier",
                  "stddevs",
                  "standarddeviations",
                  "nbdev",
                  "nbdevup",
                  "stddev",
                  "k",
                  "mult",
                  "deviations")),
          Map.entry("fast", Set.of("short", "fastlimit")),
          Map.entry("slow", Set.of("long", "slowlimit")),
          Map.entry("short", Set.of("p1", "first")),
          Map.entry("middle", Set.of("p2", "second")),
          Map.entry("long", Set.of("p3", "third")),
          Map.entry("first", Set.of("firstsmooth")),
          Map.entry("second", Set.of("secondsmooth")),
          Map.entry("volume_factor", Set.of("volumefactor", "vfactor", "v")),
          Map.entry("step", Set.of("accelerationstep", "acceleration", "accel")),
          Map.entry("most", Set.of("maxaccelerationfactor", "maximum", "max", "accelmax")),
          Map.entry("percent", Set.of("percentoffset", "offset")),
          Map.entry("senkou", Set.of("senkoub")),
          Map.entry("shift", Set.of("displacement", "senkouoffset", "offset")));

  private CaseParameters() {}

  /// `name(values)` for the feature, the published values of `defaults` standing in for missing
  /// ones.
  static String call(String feature, JsonNode params, List<Double> defaults) {
    List<FeatureParameter> expected = FeatureCatalog.standard().definition(feature).parameters();
    Double[] values = new Double[expected.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < defaults.size() ? defaults.get(i) : expected.get(i).published();
    }
    if (!byName(params, expected, values)) {
      byPosition(params, values);
    }
    List<String> texts = new ArrayList<>();
    for (Double value : values) {
      texts.add(Double.toString(value));
    }
    return texts.isEmpty() ? feature : feature + "(" + String.join(",", texts) + ")";
  }

  /// The numbers of the case in the order they are written.
  static List<Double> numbers(JsonNode params) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : params.values()) {
      if (value.isNumber()) {
        numbers.add(Numbers.read(value));
      }
    }
    return numbers;
  }

  private static boolean byName(JsonNode params, List<FeatureParameter> expected, Double[] values) {
    Double[] found = values.clone();
    boolean[] taken = new boolean[values.length];
    for (Map.Entry<String, JsonNode> entry : params.properties()) {
      boolean idle =
          entry.getKey().equals("period") && expected.stream().noneMatch(FeatureParameter::whole);
      if (!entry.getValue().isNumber() || idle) {
        continue; // TA-Lib's moving-average call passes a period even to averages without one
      }
      int index = indexOf(entry.getKey(), expected, taken);
      if (index < 0) {
        return false;
      }
      taken[index] = true;
      found[index] = Numbers.read(entry.getValue());
    }
    System.arraycopy(found, 0, values, 0, values.length);
    return true;
  }

  private static int indexOf(String key, List<FeatureParameter> expected, boolean[] taken) {
    String plain = key.toLowerCase(Locale.ROOT).replace("_", "");
    String stem = plain.replaceAll("periods?$", "");
    for (int i = 0; i < taken.length; i++) {
      String name = expected.get(i).name().replace("_", "");
      if (!taken[i] && (name.equals(plain) || name.equals(stem))) {
        return i;
      }
    }
    for (int i = 0; i < taken.length; i++) {
      Set<String> aliases = ALIASES.getOrDefault(expected.get(i).name(), Set.of());
      if (!taken[i] && (aliases.contains(stem) || aliases.contains(plain))) {
        return i;
      }
    }
    return -1;
  }

  private static void byPosition(JsonNode params, Double[] values) {
    List<Double> given = numbers(params);
    if (given.size() > values.length) {
      throw new IllegalArgumentException(
          "case must have at most " + values.length + " parameters, was " + params);
    }
    for (int i = 0; i < given.size(); i++) {
      values[i] = given.get(i);
    }
  }
}
