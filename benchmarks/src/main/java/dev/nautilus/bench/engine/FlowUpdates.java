package dev.nautilus.bench.engine;

import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.MinuteFeed;
import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The streaming VPIN with its published parameters: one trade, ten of which make a minute's bar,
/// which is classified and fills buckets.
@State(Scope.Thread)
public class FlowUpdates {
  private final SplittableRandom random = new SplittableRandom(42);
  private final TradingGrid grid =
      new TradingGrid(
          Duration.ofMinutes(1), ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  private final MinuteFeed feed = new MinuteFeed(grid);
  private final VpinStream stream =
      VpinStream.fixed(
          new VpinRule(
              grid,
              BulkClassification.normal(),
              50,
              50,
              5,
              DailyVolume.Kind.trailing(20),
              Double.POSITIVE_INFINITY),
          0.5,
          15_000);
  private Instant at = Instant.parse("2026-01-05T00:00:00Z");
  private double price = 100;

  /// Fills the window.
  @Setup(Level.Trial)
  public void warm(Blackhole hole) {
    for (int i = 0; i < 50_000; i++) {
      trade(hole);
    }
  }

  /// One trade.
  @Benchmark
  public void trade(Blackhole hole) {
    at = at.plusSeconds(6);
    price += random.nextDouble(-0.2, 0.2);
    Optional<FlowBar> closed = feed.trade(at, price, 1 + random.nextInt(100), false);
    closed.ifPresent(bar -> hole.consume(stream.add(bar)));
  }
}
