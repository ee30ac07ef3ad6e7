package dev.nautilus.engines.backtesting;

import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the backtesting engine replays.
///
/// @param symbols instruments whose bars are captured from the bus
/// @param barOrigin whose live bars are captured
/// @param dataFolder where files to replay lie; a run names a file in it
/// @param capturedBars newest bars kept of each instrument and interval
/// @param mostBars most bars of a run
/// @param mostStudyBars newest bars that a search for parameters replays
/// @param keptRuns most runs, and most studies, kept, those that wait included
/// @param keptTrades round trips kept of each run, the newest ones
@Validated
@ConfigurationProperties("nautilus.backtesting")
record BacktestingProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @DefaultValue("run/backtests") Path dataFolder,
    @Min(10) @Max(100_000) @DefaultValue("500") int capturedBars,
    @Min(1_000) @Max(100_000_000) @DefaultValue("10000000") long mostBars,
    @Min(100) @Max(20_000) @DefaultValue("20000") int mostStudyBars,
    @Min(1) @Max(1_000) @DefaultValue("100") int keptRuns,
    @Min(1) @Max(100_000) @DefaultValue("1000") int keptTrades) {

  BacktestingProperties {
    symbols = List.copyOf(symbols);
  }
}
