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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: assets, estimated days, covariance. Confined to the engine thread.
final class FactorBook {
  /// A day that some assets have traded and others not is waited for so long.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /// Estimates of more days than this, after the first ones, are history that came late: of them
  /// only the newest is told.
  private static final int TOLD_ONE_BY_ONE = 5;

  /// What must survive a restart, as one plain value.
  ///
  /// @param assets by symbol
  /// @param touched days that wait to be estimated, oldest first
  /// @param touchedSince since when; null when none waits
  /// @param search what is asked for again
  record State(
      Map<String, Asset.State> assets,
      FactorDays.State days,
      List<LocalDate> touched,
      @Nullable Instant touchedSince,
      MissingHistory.State search) {}

  private final FactorProperties properties;
  private final Map<InstrumentId, Asset> assets = new TreeMap<>();
  private final FactorHistory history;
  private final FactorDays days;
  private final TreeSet<LocalDate> touched = new TreeSet<>();
  private final MissingHistory search = new MissingHistory();
  private @Nullable Instant touchedSince;

  FactorBook(FactorProperties properties) {
    this.properties = properties;
    history = new FactorHistory(properties);
    days = new FactorDays(properties, assets.values());
    for (InstrumentId symbol : properties.symbols()) {
      assets.put(symbol, new Asset(symbol, properties.currency()));
    }
  }

  /// Whether a live bar counts: a day of an asset that is followed.
  boolean takes(Bar bar) {
    return bar.complete()
        && bar.spec().equals(BarSpec.DAY)
        && properties.symbols().contains(bar.instrument());
  }

  /// Whether company figures are of an asset that is followed.
  boolean takes(Fundamental figures) {
    return properties.symbols().contains(figures.instrument());
  }

  /// What the state rests on beside its record.
  String shape() {
    return "%s in %s of %08x"
        .formatted(properties.model(), properties.currency(), properties.symbols().toString().hashCode());
  }

  /// Company figures of all, then the days of each.
  List<Backfill> backfills() {
    return history.backfills();
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
    if (!days.isReady() && history.isLast(asked)) {
      touched.clear();
      days.estimateAll().ifPresent(day -> tell(day, outbox));
    } else if (days.isReady() && !isOneOfMany(asked)) {
      settle(true, outbox);
    }
  }

  /// Whether more of the same days is to come: history that is learned on top of a state.
  private boolean isOneOfMany(Backfill asked) {
    return history.backfills().contains(asked)
        && !history.isLast(asked)
        && !search.waitsFor(asked.instruments().getFirst().value());
  }

  void onBar(Message<Bar> message, Outbox outbox) {
    learn(message.payload());
    settle(false, outbox);
  }

  void onFundamental(Message<Fundamental> message, Outbox outbox) {
    learn(message.payload());
    settle(false, outbox);
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
      boolean before = asset.isClassified();
      asset.learn(figures);
      if (!before && asset.isClassified()) {
        touched.addAll(asset.days());
      }
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
    List<LocalDate> due = new ArrayList<>();
    for (LocalDate date : touched) {
      boolean later = !date.equals(touched.last()) || days.isEstimated(date);
      if (now || later || days.isComplete(date)) {
        due.add(date);
      }
    }
    due.forEach(touched::remove);
    touchedSince = touched.isEmpty() ? null : touchedSince;
    List<DayResult> estimated = days.estimate(due);
    boolean late = estimated.size() > TOLD_ONE_BY_ONE;
    (late ? List.of(estimated.getLast()) : estimated).forEach(day -> tell(day, outbox));
  }

  private void tell(DayResult day, Outbox outbox) {
    FactorMessages.calculation(day, properties)
        .forEach(part -> outbox.emit(MessageType.FACTOR_CALCULATION, part));
    FactorCovariance covariance = days.covariance();
    if (covariance != null) {
      outbox.emit(MessageType.FACTOR_COVARIANCE, covariance);
    }
  }

  /// A day that waits for assets too long is estimated without them; what is missing of assets is
  /// asked for again.
  void onTime(Instant now, Outbox outbox) {
    if (!touched.isEmpty()) {
      touchedSince = touchedSince == null ? now : touchedSince;
      if (!now.isBefore(touchedSince.plus(PATIENCE))) {
        settle(true, outbox);
      }
    }
    for (String symbol : search.due(missing(newest()).keySet(), now)) {
      InstrumentId wanting = InstrumentId.of(symbol);
      Asset asset = assets.get(wanting);
      boolean classified = asset != null && asset.isClassified();
      outbox.ask(classified ? history.bars(wanting) : FactorHistory.figures(wanting));
    }
  }

  /// Asks for the newest days again: a day that was missed, or corrected since, is found so.
  void onAsking(Instant now, Outbox outbox) {
    history.newest().forEach(outbox::ask);
  }

  /// What assets lack that are in no universe of a day, by symbol.
  Map<String, String> missing(LocalDate date) {
    Map<String, String> missing = new TreeMap<>();
    assets.forEach(
        (symbol, asset) -> {
          String why = Universe.missing(asset, date);
          if (why != null) {
            missing.put(symbol.value(), why);
          }
        });
    return missing;
  }

  /// The newest day that was estimated, else the newest that any asset knows.
  private LocalDate newest() {
    return days.newest()
        .or(
            () ->
                assets.values().stream()
                    .flatMap(each -> each.newest().stream())
                    .max(LocalDate::compareTo))
        .orElse(LocalDate.EPOCH);
  }

  FactorView view() {
    Map<String, String> missing = missing(newest());
    return days.view(missing, needed(missing.keySet()));
  }

  /// How many assets there are and must be, in words.
  private String needed(Set<String> missing) {
    List<Asset> usable =
        assets.values().stream()
            .filter(asset -> !missing.contains(asset.instrument().value()))
            .toList();
    int sectors = (int) usable.stream().map(Asset::sector).distinct().count();
    return "%d of %d assets can be used, %d are needed to tell %d sectors and %d styles apart"
        .formatted(
            usable.size(),
            assets.size(),
            Universe.fewest(sectors),
            sectors,
            Universe.STYLES.size());
  }

  /// The days that can be asked for. For the engine thread.
  FactorView.Days days() {
    return days.days();
  }

  State state() {
    Map<String, Asset.State> saved = new TreeMap<>();
    assets.forEach((symbol, asset) -> saved.put(symbol.value(), asset.state()));
    return new State(saved, days.state(), List.copyOf(touched), touchedSince, search.state());
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
    days.restore(state.days());
    touched.clear();
    touched.addAll(state.touched());
    touchedSince = state.touchedSince();
    search.restore(state.search());
  }
}
