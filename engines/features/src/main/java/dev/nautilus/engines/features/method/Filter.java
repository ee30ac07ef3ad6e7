package dev.nautilus.engines.features.method;

/// Turns one number into the next one. `NaN` in means "nothing yet" and leaves the memory alone;
/// `NaN` out means "not ready" or "undefined". Filters therefore chain without counting bars.
@FunctionalInterface
interface Filter {

  double next(double value);
}
