package dev.nautilus.message;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Company figures of one statement or module, absolute.
///
/// @param statement which figures these are, in the source's words (`financialData`,
///   `quarterlyTotalRevenue`)
/// @param asOf end of the period reported on; null when the source states none
/// @param currency of the monetary figures, null when unknown
/// @param values figures by the source's field name; what is missing has no entry
/// @param texts words by the source's field name (sector, recommendation ...)
public record Fundamental(
    InstrumentId instrument,
    String statement,
    @Nullable LocalDate asOf,
    @Nullable String currency,
    Map<String, Double> values,
    Map<String, String> texts,
    Provenance provenance)
    implements MarketDatum {

  public Fundamental {
    Guard.text(statement, "statement");
    values.forEach((field, value) -> Guard.finite(value, field));
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  @Override
  public Fundamental withProvenance(Provenance other) {
    return new Fundamental(instrument, statement, asOf, currency, values, texts, other);
  }
}
