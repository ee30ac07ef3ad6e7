package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.engines.enhancedvpin.method.Regimes;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.PercentileHistory;
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

/// What the enhanced VPIN engine computes, for whom. The defaults are the published parameters.
///
/// @param symbols instruments it follows; one without volume never gets ready
/// @param bar interval that is classified as one
/// @param barOrigin whose live bars count where there are no trades
/// @param scales buckets in an average day's volume, one VPIN for each; the middle one is the clock
/// @param window buckets each VPIN and the IVPIN are taken over
/// @param classifiers rules that sign a trade, the first that decides wins
/// @param zone of the spread in which CLNV believes the quote
/// @param quoteLag age of the quote a trade is matched to; 0: the one in force
/// @param flowEvents updates of the book in the order flow imbalance
/// @param flowInterval interval of the regression of price changes on it
/// @param forgetting weight of an observation against the next in the regressions
/// @param impactBars bars in the means of impact and spread
/// @param gridSize starts in each direction of the IVPIN estimate
/// @param halfLifeDays after which a value counts half in its percentile
/// @param learningRate how fast the weights of the score move
/// @param regimes scores at which the flow is elevated and toxic, and no longer
/// @param sigmaDays complete trading days whose price changes give sigma
/// @param volumeDays span of the exponential average volume
/// @param hours where trading days begin and when trading is
/// @param grace how long after an interval its last trades may come
/// @param history how far back minute bars are learned
/// @param kept readings that can be asked for
@Validated
@ConfigurationProperties("nautilus.enhanced-vpin")
record EnhancedVpinProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("1m") BarSpec bar,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @NotEmpty @DefaultValue({"25", "50", "100"}) List<Integer> scales,
    @Min(1) @Max(10_000) @DefaultValue("50") int window,
    @NotEmpty @DefaultValue({"AGGRESSOR", "LEE_READY", "TICK"}) List<SignRule> classifiers,
    @DefaultValue("0.3") double zone,
    @DefaultValue("0s") Duration quoteLag,
    @Min(2) @Max(10_000) @DefaultValue("100") int flowEvents,
    @DefaultValue("10s") Duration flowInterval,
    @DefaultValue("0.99") double forgetting,
    @Min(2) @Max(1_000) @DefaultValue("20") int impactBars,
    @Min(1) @Max(9) @DefaultValue("5") int gridSize,
    @Min(1) @Max(1_000) @DefaultValue("20") int halfLifeDays,
    @DefaultValue("0.01") double learningRate,
    @DefaultValue Thresholds regimes,
    @Min(1) @Max(250) @DefaultValue("5") int sigmaDays,
    @Min(1) @Max(250) @DefaultValue("20") int volumeDays,
    @DefaultValue Hours hours,
    @DefaultValue("2s") Duration grace,
    @DefaultValue("14d") Duration history,
    @Min(1) @Max(10_000) @DefaultValue("200") int kept) {

  /// Scores at which a regime begins and ends; TOXIC as published.
  record Thresholds(
      @DefaultValue("0.90") double elevated,
      @DefaultValue("0.80") double calmAgain,
      @DefaultValue("0.99") double toxic,
      @DefaultValue("0.95") double toxicNoMore) {}

  /// Session hours; midnight to midnight is the whole day.
  record Hours(
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("00:00") LocalTime open,
      @DefaultValue("00:00") LocalTime close) {}

  EnhancedVpinProperties {
    symbols = List.copyOf(symbols);
    scales = scales.stream().sorted().distinct().toList();
    classifiers = List.copyOf(classifiers);
    if (!history.isPositive() || history.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("history must be up to 30 days, was " + history);
    }
    if (!flowInterval.isPositive() || quoteLag.isNegative()) {
      throw new IllegalArgumentException(
          "flow interval must be more than 0 and quote lag 0 or more, were %s and %s"
              .formatted(flowInterval, quoteLag));
    }
  }

  /// What the engine lives on, beside quotes.
  FlowDiet diet() {
    return new FlowDiet(new LinkedHashSet<>(symbols), bar, barOrigin, volumeDays, history);
  }

  /// What a state of these settings rests on; one of others is of no use.
  String shape() {
    return "%s, scales %s, window %d, sigma of %d days, %s, flow of %d and %s, %d bars, %s"
        .formatted(
            diet(),
            scales,
            window,
            sigmaDays,
            hours,
            flowEvents,
            flowInterval,
            impactBars,
            classifiers);
  }

  /// The scale whose buckets are the clock of the score.
  int clock() {
    return scales.get(scales.size() / 2);
  }

  /// The rule of the clock's scale.
  ///
  /// @throws IllegalArgumentException saying what must be different
  VpinRule rule() {
    Duration length =
        bar.duration()
            .orElseThrow(
                () -> new IllegalArgumentException("bar must be a time interval, was " + bar));
    return new VpinRule(
        new TradingGrid(length, hours.zone(), hours.open(), hours.close()),
        BulkClassification.normal(),
        clock(),
        window,
        sigmaDays,
        DailyVolume.Kind.exponential(volumeDays),
        halfLifeDays);
  }

  /// An empty history of values that come with the buckets of a scale.
  PercentileHistory history(int scale) {
    return PercentileHistory.fading((double) halfLifeDays * scale);
  }

  Regimes levels() {
    return new Regimes(
        regimes.elevated(), regimes.calmAgain(), regimes.toxic(), regimes.toxicNoMore());
  }
}
