package dev.nautilus.quant.pretrade;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rules of each instrument, as settings give them.
///
/// @param rules by symbol; `default` for those not named
public record InstrumentTable(Map<String, InstrumentRules> rules) {
  /// Name of the rules for instruments that have none of their own.
  public static final String DEFAULT = "default";

  public InstrumentTable {
    rules = Collections.unmodifiableMap(new TreeMap<>(rules));
  }

  /// Rules of an instrument; null when there are none, of its own or by default.
  public @Nullable InstrumentRules of(String symbol) {
    InstrumentRules own = rules.get(symbol);
    return own == null ? rules.get(DEFAULT) : own;
  }
}
