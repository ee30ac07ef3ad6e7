package dev.nautilus.simulator.fred;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The `units` parameter: what to print instead of the value itself. Definitions as in FRED's API
/// documentation; changes from a year ago look back one year's number of observations.
enum Transform {
  LIN("lin"),
  CHG("chg"),
  CH1("ch1"),
  PCH("pch"),
  PC1("pc1"),
  PCA("pca"),
  CCH("cch"),
  CCA("cca"),
  LOG("log");

  private final String code;

  Transform(String code) {
    this.code = code;
  }

  static Transform parse(String text) {
    return Optional.of(text)
        .flatMap(wanted -> Arrays.stream(values()).filter(t -> t.code.equals(wanted)).findFirst())
        .orElseThrow(
            () ->
                RefusedException.notOneOf("units", "lin, chg, ch1, pch, pc1, pca, cch, cca, log"));
  }

  String code() {
    return code;
  }

  /// Transformed values in the same places; empty where a value or its predecessor is missing.
  List<OptionalDouble> apply(List<OptionalDouble> values, int perYear) {
    int back = this == CH1 || this == PC1 ? perYear : 1;
    List<OptionalDouble> result = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      OptionalDouble now = values.get(i);
      if (this == LIN || this == LOG || now.isEmpty()) {
        result.add(this == LOG && now.isPresent() ? log(now.getAsDouble()) : now);
      } else {
        OptionalDouble before = i >= back ? values.get(i - back) : OptionalDouble.empty();
        result.add(
            before.isPresent()
                ? change(now.getAsDouble(), before.getAsDouble(), perYear)
                : OptionalDouble.empty());
      }
    }
    return result;
  }

  private OptionalDouble change(double now, double before, int perYear) {
    double value =
        switch (this) {
          case CHG, CH1 -> now - before;
          case PCH, PC1 -> (now / before - 1) * 100;
          case PCA -> (Math.pow(now / before, perYear) - 1) * 100;
          case CCH -> Math.log(now / before) * 100;
          case CCA -> Math.log(now / before) * 100 * perYear;
          case LIN, LOG -> now;
        };
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static OptionalDouble log(double value) {
    return value > 0 ? OptionalDouble.of(Math.log(value)) : OptionalDouble.empty();
  }
}
