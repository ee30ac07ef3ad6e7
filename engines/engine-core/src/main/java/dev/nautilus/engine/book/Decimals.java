package dev.nautilus.engine.book;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// Decimals and sums of them in a kept state: each comes back with the same digits.
public final class Decimals {
  private Decimals() {}

  public static void write(StateOutput out, BigDecimal number) {
    out.text(number.toString());
  }

  public static BigDecimal read(StateInput in) {
    return new BigDecimal(in.text());
  }

  public static void writeAll(StateOutput out, Map<String, BigDecimal> sorted) {
    out.all(sorted.entrySet(), (to, each) -> write(to.text(each.getKey()), each.getValue()));
  }

  public static Map<String, BigDecimal> readAll(StateInput in) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    in.all(each -> sums.put(each.text(), read(each)));
    return sums;
  }
}
