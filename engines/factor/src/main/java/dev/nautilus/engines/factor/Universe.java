package dev.nautilus.engines.factor;

import dev.nautilus.engines.factor.method.FactorRegression.CrossSection;
import dev.nautilus.engines.factor.method.Scores;
import dev.nautilus.engines.factor.method.Styles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The assets of a day with what was known of them the day before: exposures known at the close
/// before explain the day's returns.
///
/// @param date the day
/// @param assets in the order of their symbols
/// @param sectors names, in the order of their columns
/// @param section returns held back at the ends, capitalisations, sectors and styles
/// @param valueless symbols of which no company figure is known: their value stands at the mean
record Universe(
    LocalDate date,
    List<Asset> assets,
    List<String> sectors,
    CrossSection section,
    List<String> valueless) {
  /// Names of the styles, in the order of their columns.
  static final List<String> STYLES = List.of("momentum", "size", "value");

  static final String MARKET = "market";

  private static final int DAYS_BEFORE = Styles.MOMENTUM_DAYS + Styles.MOMENTUM_LAG;

  private static final double[] MOMENTUM = Styles.momentumWeights();

  /// Gathers a day; none when there are too few assets to tell the factors apart.
  static Optional<Universe> of(LocalDate date, Collection<Asset> candidates, double winsor) {
    List<Asset> assets = candidates.stream().filter(asset -> missing(asset, date) == null).toList();
    List<String> sectors =
        List.copyOf(new TreeSet<>(assets.stream().map(Universe::sectorOf).toList()));
    if (assets.isEmpty() || assets.size() < fewest(sectors.size())) {
      return Optional.empty();
    }
    double[][] groups = new double[sectors.size()][assets.size()];
    for (int i = 0; i < assets.size(); i++) {
      groups[sectors.indexOf(sectorOf(assets.get(i)))][i] = 1;
    }
    double[] returns = assets.stream().mapToDouble(asset -> asset.returnOn(date)).toArray();
    double[] caps = assets.stream().mapToDouble(asset -> asset.capBefore(date)).toArray();
    double[] value = value(date, assets);
    double[][] styles = {
      Styles.complete(assets.stream().mapToDouble(asset -> momentum(asset, date)).toArray()),
      Styles.complete(Styles.size(caps)),
      Styles.complete(value)
    };
    List<String> valueless =
        IntStream.range(0, value.length)
            .filter(place -> Double.isNaN(value[place]))
            .mapToObj(place -> assets.get(place).instrument().value())
            .toList();
    CrossSection section =
        new CrossSection(Scores.winsorize(returns, winsor), caps, groups, styles);
    return Optional.of(new Universe(date, assets, sectors, section, valueless));
  }

  /// Fewest assets that leave the factors a degree of freedom: one more than the market, the
  /// sectors less the one that the others give, and the styles.
  static int fewest(int sectors) {
    return sectors + STYLES.size() + 1;
  }

  /// Why an asset is in no universe of a day; null when nothing is missing.
  static @Nullable String missing(Asset asset, LocalDate date) {
    double[] returns = asset.returnsBefore(date, DAYS_BEFORE);
    if (returns.length < DAYS_BEFORE) {
      int known = asset.closesBefore(date);
      return known == 0
          ? "has no history"
          : "has %d days of history before %s, %d are needed"
              .formatted(known, date, DAYS_BEFORE + 1);
    }
    if (asset.sector() == null) {
      return "has no sector";
    }
    if (!(asset.capBefore(date) > 0)) {
      return "has no number of shares";
    }
    if (!asset.isKnownOn(date)) {
      return "has no close of " + date;
    }
    double score = Styles.momentum(returns, MOMENTUM);
    boolean priced = Double.isFinite(asset.returnOn(date) + score);
    return priced ? null : "has closes that are no prices";
  }

  private static double momentum(Asset asset, LocalDate date) {
    return Styles.momentum(asset.returnsBefore(date, DAYS_BEFORE), MOMENTUM);
  }

  private static double[] value(LocalDate date, List<Asset> assets) {
    double[] book = assets.stream().mapToDouble(asset -> asset.bookToPrice(date)).toArray();
    double[] sales = assets.stream().mapToDouble(asset -> asset.salesToPrice(date)).toArray();
    double[] cash = assets.stream().mapToDouble(asset -> asset.cashToPrice(date)).toArray();
    return Styles.value(book, sales, cash);
  }

  private static String sectorOf(Asset asset) {
    @Nullable String sector = asset.sector();
    return sector == null ? "" : sector;
  }

  /// Names of all factors: market, sectors, styles.
  List<String> factors() {
    List<String> names = new ArrayList<>();
    names.add(MARKET);
    sectors.forEach(sector -> names.add("sector:" + sector));
    names.addAll(STYLES);
    return List.copyOf(names);
  }

  /// How much of each factor the asset at a place carries.
  double[] exposures(int place) {
    double[] exposures = new double[1 + sectors.size() + STYLES.size()];
    exposures[0] = 1;
    for (int s = 0; s < sectors.size(); s++) {
      exposures[1 + s] = section.groups()[s][place];
    }
    for (int k = 0; k < STYLES.size(); k++) {
      exposures[1 + sectors.size() + k] = section.styles()[k][place];
    }
    return exposures;
  }

  boolean isSimulated() {
    return assets.stream().anyMatch(Asset::isSimulated);
  }

  @Override
  public String toString() {
    return date + " with " + Arrays.toString(assets.stream().map(Asset::instrument).toArray());
  }
}
