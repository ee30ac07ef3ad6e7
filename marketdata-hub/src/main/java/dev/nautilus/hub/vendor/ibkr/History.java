package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.Trim;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Bars, from the gateway's history. It takes five requests at a time; sharing one connection, ours
/// are one.
///
/// **Threads** Safe for many.
final class History {
  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

  /// How soon the volume's unit may be looked for again when a comparison showed nothing.
  private static final Duration COMPARED_APART = Duration.ofMinutes(10);

  private final Parts source;
  private final Gateway gateway;
  private final Snapshots snapshots;
  private final VolumeUnit unit;
  private final InstantSource clock;
  private final Supplier<Receipt> receipts;
  private Instant nextComparison = Instant.MIN;

  /// What the history works with.
  ///
  /// @param rowsPerCall most rows in one answer
  record Parts(Gateway gateway, Snapshots snapshots, VolumeUnit unit, int rowsPerCall) {}

  History(Parts source, InstantSource clock, Supplier<Receipt> receipts) {
    this.source = source;
    this.gateway = source.gateway();
    this.snapshots = source.snapshots();
    this.unit = source.unit();
    this.clock = clock;
    this.receipts = receipts;
  }

  /// The bars of one contract.
  ///
  /// @param gathered is told whether there may be more
  Outcome<List<MarketDatum>> bars(VendorQuery asked, Contract contract, Gathered gathered) {
    BarSpec spec = asked.interval() == null ? BarSpec.DAY : asked.interval();
    BarSize size = BarSize.of(spec).orElse(null);
    if (size == null) {
      return Outcome.bad(
          Refusal.BAD_REQUEST,
          "interval must be one of %s, was %s".formatted(BarSize.allowed(), spec));
    }
    if (contract.traded()) {
      compareVolumes(contract);
    }
    HistoryBars.Wanted wanted = new HistoryBars.Wanted(contract, size, unit.get());
    HistoryPages pages =
        new HistoryPages(
            asked,
            new HistoryPages.Cut(size, source.rowsPerCall()),
            clock.instant(),
            page -> page(page, wanted));
    return pages
        .collect()
        .then(
            bars -> {
              gathered.truncatedIf(pages.truncated());
              return Trim.to(asked, bars);
            });
  }

  private Outcome<HistoryBars> page(HistoryPages.Page page, HistoryBars.Wanted wanted) {
    VendorUrl url =
        gateway
            .url("iserver/marketdata/history")
            .with("conid", wanted.contract().conid())
            .with("period", page.period().wire())
            .with("bar", wanted.size().wire())
            .with("outsideRth", "false");
    Instant end = page.end();
    if (end != null) {
      url.with("startTime", START_TIME.format(end));
    }
    return gateway.get(url, answer -> HistoryBars.read(answer, wanted, receipts.get()));
  }

  /// Finds the unit of a bar's volume, if it is not found yet and a day is running.
  private void compareVolumes(Contract contract) {
    if (unit.isCompared() || !mayCompareNow()) {
      return;
    }
    HistoryBars.Wanted wanted = new HistoryBars.Wanted(contract, BarSize.DAY, 1);
    Outcome<HistoryBars> today =
        page(new HistoryPages.Page(BarSize.DAY.reaching(Duration.ofDays(4)), null), wanted);
    if (today instanceof Outcome.Good<HistoryBars>(HistoryBars bars)
        && isRunning(bars, contract)
        && bars.newestVolume().isPresent()) {
      OptionalDouble exact = exactVolume(contract);
      if (exact.isPresent()) {
        unit.compare(exact.getAsDouble(), bars.newestVolume().getAsDouble());
      }
    }
  }

  private synchronized boolean mayCompareNow() {
    Instant now = clock.instant();
    if (now.isBefore(nextComparison)) {
      return false;
    }
    nextComparison = now.plus(COMPARED_APART);
    return true;
  }

  private boolean isRunning(HistoryBars bars, Contract contract) {
    Bar newest = bars.bars().isEmpty() ? null : bars.bars().getLast();
    LocalDate today = LocalDate.ofInstant(clock.instant(), contract.zone());
    return newest != null && LocalDate.ofInstant(newest.start(), ZoneOffset.UTC).equals(today);
  }

  private OptionalDouble exactVolume(Contract contract) {
    Outcome<Map<Long, ObjectNode>> rows =
        snapshots.rows(
            List.of(contract),
            MarketFields.LIVE,
            (_, row, look) -> MarketFields.dayVolume(row).isPresent() || look > 2);
    if (rows instanceof Outcome.Good<Map<Long, ObjectNode>>(Map<Long, ObjectNode> byConid)) {
      ObjectNode row = byConid.get(contract.conid());
      return row == null ? OptionalDouble.empty() : MarketFields.dayVolume(row);
    }
    return OptionalDouble.empty();
  }
}
