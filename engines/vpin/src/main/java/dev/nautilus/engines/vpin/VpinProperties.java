package dev.nautilus.engines.vpin;

import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VpinRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the VPIN engine computes, for whom. The defaults are the published parameters.
///
/// @param symbols instruments it follows; one without volume never gets ready
/// @param bar interval that is classified as one; 1m as published
/// @param barOrigin whose live bars count where there are no trades
/// @param bucketsPerDay buckets in an average day's volume; 50 as published
/// @param window buckets VPIN is taken over; 50 as published
/// @param classification NORMAL as published, or STUDENT_T(0.25)
/// @param sigmaDays complete trading days whose price changes give sigma
/// @param volumeDays trading days of the average volume
/// @param zone where trading days begin
/// @param open session hours in that zone: bars outside are left out, empty ones inside count
/// @param close midnight: to the end of the day
/// @param grace how long after an interval its last trades may come
/// @param history how far back minute bars are learned
/// @param kept buckets that can be asked for
@Validated
@ConfigurationProperties("nautilus.vpin")
record VpinProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("1m") BarSpec bar,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @Min(1) @Max(1_000) @DefaultValue("50") int bucketsPerDay,
    @Min(1) @Max(10_000) @DefaultValue("50") int window,
    @DefaultValue("NORMAL") String classification,
    @Min(1) @Max(250) @DefaultValue("5") int sigmaDays,
    @Min(1) @Max(250) @DefaultValue("20") int volumeDays,
    @DefaultValue("UTC") ZoneId zone,
    @DefaultValue("00:00") LocalTime open,
    @DefaultValue("00:00") LocalTime close,
    @DefaultValue("2s") Duration grace,
    @DefaultValue("14d") Duration history,
    @Min(1) @Max(10_000) @DefaultValue("500") int kept) {

  VpinProperties {
    symbols = List.copyOf(symbols);
    if (!history.isPositive() || history.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("history must be up to 30 days, was " + history);
    }
  }

  /// What the engine lives on.
  FlowDiet diet() {
    return new FlowDiet(new LinkedHashSet<>(symbols), bar, barOrigin, volumeDays, history);
  }

  /// What a state of these settings rests on; one of others is of no use.
  String shape() {
    return "%s, %d buckets a day, window %d, %s, sigma of %d days, %s %s-%s"
        .formatted(diet(), bucketsPerDay, window, classification, sigmaDays, zone, open, close);
  }

  /// The rule these settings make.
  ///
  /// @throws IllegalArgumentException saying what must be different
  VpinRule rule() {
    Duration length =
        bar.duration()
            .orElseThrow(
                () -> new IllegalArgumentException("bar must be a time interval, was " + bar));
    return new VpinRule(
        new TradingGrid(length, zone, open, close),
        BulkClassification.parse(classification),
        bucketsPerDay,
        window,
        sigmaDays,
        DailyVolume.Kind.trailing(volumeDays),
        Double.POSITIVE_INFINITY);
  }
}
