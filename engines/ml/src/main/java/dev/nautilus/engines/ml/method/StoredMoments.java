package dev.nautilus.engines.ml.method;

import dev.nautilus.quant.flow.Moments;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// How moments lie in a row of numbers.
final class StoredMoments {
  private StoredMoments() {}

  static void save(Moments moments, DoubleConsumer out) {
    out.accept((double) moments.count());
    out.accept(moments.mean());
    out.accept(moments.squares());
  }

  static Moments load(DoubleSupplier in) {
    return new Moments((long) in.getAsDouble(), in.getAsDouble(), in.getAsDouble());
  }
}
