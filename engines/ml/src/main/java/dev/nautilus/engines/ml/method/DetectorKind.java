package dev.nautilus.engines.ml.method;

import java.util.Locale;

/// The drift detectors, each with the parameters its authors published.
public enum DetectorKind {
  /// Adaptive windowing.
  ADWIN,
  /// Page and Hinkley's test of a cumulative sum.
  PAGE_HINKLEY,
  /// Drift detection method.
  DDM,
  /// Hoeffding's bound on averages.
  HDDM_A,
  /// Hoeffding's bound on weighted averages.
  HDDM_W;

  /// A new detector that has seen nothing.
  public DriftDetector create() {
    return switch (this) {
      case ADWIN -> new Adwin(Adwin.Rule.PUBLISHED);
      case PAGE_HINKLEY -> new PageHinkley(PageHinkley.Rule.PUBLISHED);
      case DDM -> new Ddm(Ddm.Rule.PUBLISHED);
      case HDDM_A -> new HddmA(HddmA.Rule.PUBLISHED);
      case HDDM_W -> new HddmW(HddmW.Rule.PUBLISHED);
    };
  }

  /// As MODEL_DRIFT names it: `page_hinkley`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
