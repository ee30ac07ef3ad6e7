package dev.nautilus.engines.features;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the features engine computes, for whom.
///
/// @param symbols instruments it follows; others are not listened to
/// @param specs intervals of bars it follows, each with how many bars of history are learned and
///   kept; a feature that looks further back is refused
/// @param barOrigin whose live bars count: BUILT from ticks by the marketdata engine, or VENDOR
///   where there is no such engine; history is always the vendor's
/// @param topOfBook what the quote features rest on: QUOTE of the vendor, or NBBO, the best of all
///   venues as the marketdata engine consolidates them, where there is such an engine
/// @param lateBars a bar may come, or be corrected, this many bars late and is still computed
/// @param features the set `standard`: `rsi(14)` stands for that feature on each interval
/// @param mostSets how many sets there may be, `standard` included
@Validated
@ConfigurationProperties("nautilus.features")
record FeaturesProperties(
    @NotEmpty List<InstrumentId> symbols,
    @NotEmpty Map<String, Integer> specs,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @DefaultValue("QUOTE") TopOfBookOrigin topOfBook,
    @Min(1) @Max(1_000) @DefaultValue("10") int lateBars,
    @NotEmpty List<String> features,
    @Min(1) @Max(100) @DefaultValue("16") int mostSets) {

  /// Whose best bid and ask count.
  enum TopOfBookOrigin {
    /// The vendor's quote.
    QUOTE,
    /// The best of all venues.
    NBBO
  }

  FeaturesProperties {
    symbols = List.copyOf(symbols);
    features = List.copyOf(features);
    specs = Collections.unmodifiableMap(new LinkedHashMap<>(specs));
    specs.forEach(
        (code, bars) -> {
          if (BarSpec.of(code).duration().isEmpty()) {
            throw new IllegalArgumentException(
                "specs must be time intervals like 1m or 1d, was " + code);
          }
          if (bars < 1 || bars > 100_000) {
            throw new IllegalArgumentException(
                "history of " + code + " must be 1 to 100000 bars, was " + bars);
          }
        });
  }
}
