package dev.nautilus.engines.factor;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: assets, estimated days, covariance. Confined to the engine thread.
final class FactorBook {
  /// A day that some assets have traded and others not is waited for so long.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /// Symbols in one question to the hub.
  private static final int BATCH = 200;

  private static final int DAYS_ASKED_AGAIN = 5;

  private static final Duration YEARS = Duration.ofDays(6 * 365);

  /// What must survive a restart, as one plain value. The days are estimated anew from it.
  ///
  /// @param assets by symbol
  /// @param revisions of days that were estimated more than once
  record State(Map<String, Asset.State> assets, Map<LocalDate, Integer> revisions) {}

  private final FactorProperties properties;
  private final Map<InstrumentId, Asset> assets = new TreeMap<>();
  private final List<Backfill> backfills = new ArrayList<>();
  private final FactorDays days;
  private final TreeSet<LocalDate> touched = new TreeSet<>();
  private @Nullable Instant touchedSince;

  FactorBook(FactorProperties properties) {
    this.properties = properties;
    days = new FactorDays(properties, assets.values());
    for (InstrumentId symbol : properties.symbols()) {
      assets.put(symbol, new Asset(symbol, properties.currency()));
    }
    // One by one: a vendor needs several calls for the figures of one company.
    for (InstrumentId symbol : properties.symbols()) {
      backfills.add(
          new Backfill(List.of(symbol), List.of(MessageType.FUNDAMENTAL), null, YEARS, 0));
    }
    for (InstrumentId symbol : properties.symbols()) {
      backfills.add(Backfill.bars(symbol, BarSpec.DAY, properties.historyDays()));
    }
  }

  private List<List<InstrumentId>> batches() {
    List<List<InstrumentId>> batches = new ArrayList<>();
    List<InstrumentId> symbols = properties.symbols();
    for (int first = 0; first < symbols.size(); first += BATCH) {
      batches.add(symbols.subList(first, Math.min(symbols.size(), first + BATCH)));
    }
    return batches;
  }

  /// Company figures of all, then the days of each.
  List<Backfill> backfills() {
    return backfills;
  }

  /// Learns from an answer of the hub. With the last one asked before the engine listens everything
  /// is estimated; an answer since then may finish a day or correct one.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    for (DataResponse.Answer each : answer.answers()) {
      for (MarketDatum datum : each.data()) {
        switch (datum) {
          case Bar bar -> learn(bar);
          case Fundamental figures -> learn(figures);
          default -> {
            // nothing else was asked for
          }
        }
      }
    }
    if (!days.isReady() && asked.equals(backfills.getLast())) {
      touched.clear();
      days.estimateAll().ifPresent(day -> tell(day, outbox));
    } else if (days.isReady()) {
      settle(true, outbox);
    }
  }

  void onBar(Message<Bar> message, Outbox outbox) {
    learn(message.payload());
    settle(false, outbox);
  }

  void onFundamental(Message<Fundamental> message, Outbox outbox) {
    learn(message.payload());
  }

  private void learn(Bar bar) {
    Asset asset = assets.get(bar.instrument());
    if (asset != null && bar.complete() && bar.spec().equals(BarSpec.DAY) && asset.learn(bar)) {
      touched.add(DateOf.utc(bar.start()));
    }
  }

  private void learn(Fundamental figures) {
    Asset asset = assets.get(figures.instrument());
    if (asset != null) {
      asset.learn(figures);
    }
  }

  /// Estimates days that are complete: all assets of the day before are there, or a later day has
  /// begun.
  ///
  /// @param now whether those that are not complete are estimated too
  private void settle(boolean now, Outbox outbox) {
    if (!days.isReady()) {
      return;
    }
    for (LocalDate date : List.copyOf(touched)) {
      boolean later = !touched.tailSet(date, false).isEmpty() || days.isEstimated(date);
      if (now || later || days.isComplete(date)) {
        touched.remove(date);
        days.estimate(date).ifPresent(day -> tell(day, outbox));
      }
    }
    touchedSince = touched.isEmpty() ? null : touchedSince;
  }

  private void tell(DayResult day, Outbox outbox) {
    FactorMessages.calculation(day, properties)
        .forEach(part -> outbox.emit(MessageType.FACTOR_CALCULATION, part));
    FactorCovariance covariance = days.covariance();
    if (covariance != null) {
      outbox.emit(MessageType.FACTOR_COVARIANCE, covariance);
    }
  }

  /// A day that waits for assets too long is estimated without them.
  void onTime(Instant now, Outbox outbox) {
    if (touched.isEmpty()) {
      return;
    }
    touchedSince = touchedSince == null ? now : touchedSince;
    if (!now.isBefore(touchedSince.plus(PATIENCE))) {
      settle(true, outbox);
    }
  }

  /// Asks for the newest days again: a day that was missed, or corrected since, is found so.
  void onAsking(Instant now, Outbox outbox) {
    Backfill one = Backfill.bars(properties.symbols().getFirst(), BarSpec.DAY, DAYS_ASKED_AGAIN);
    batches()
        .forEach(
            batch ->
                outbox.ask(
                    new Backfill(
                        batch,
                        List.of(MessageType.BAR),
                        BarSpec.DAY,
                        one.reach(),
                        DAYS_ASKED_AGAIN)));
  }

  FactorView view() {
    Map<String, String> missing = new LinkedHashMap<>();
    assets.forEach(
        (symbol, asset) -> {
          if (asset.sector() == null) {
            missing.put(symbol.value(), "no sector is known");
          } else if (days.isReady() && !days.isInNewest(symbol.value())) {
            missing.put(symbol.value(), "shares, two years of days or the newest day are missing");
          }
        });
    return days.view(missing);
  }

  /// The days that can be asked for. For the engine thread.
  FactorView.Days days() {
    return days.days();
  }

  State state() {
    Map<String, Asset.State> saved = new TreeMap<>();
    assets.forEach((symbol, asset) -> saved.put(symbol.value(), asset.state()));
    return new State(saved, days.revisions());
  }

  /// Goes on from where another one was; assets that are followed no more are left out.
  void restore(State state) {
    state
        .assets()
        .forEach(
            (symbol, saved) -> {
              Asset asset = assets.get(InstrumentId.of(symbol));
              if (asset != null) {
                asset.restore(saved);
              }
            });
    days.restore(state.revisions());
  }
}
