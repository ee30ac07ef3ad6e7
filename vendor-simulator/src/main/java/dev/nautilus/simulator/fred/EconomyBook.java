package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.fred.SeriesData.Point;
import dev.nautilus.simulator.fred.SeriesData.Vintage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the public knows about the economy. Other vendors that publish the same statistics tell
/// from here, so that a rate of unemployment is the same wherever it is asked for.
///
/// **Threads** Safe for many.
public final class EconomyBook {
  private final Catalogue catalogue = new Catalogue();
  private final SeriesData data;

  /// @param seed of the market
  public EconomyBook(long seed) {
    this.data = new SeriesData(catalogue, seed);
  }

  /// A statistic.
  ///
  /// @param id FRED's name for it
  /// @param frequency `D`, `W`, `M`, `Q` or `A`
  /// @param adjustment short form: `SA`, `NSA`, `SAAR`
  /// @param agency who publishes it, FRED's short form (`bls`)
  /// @param start first day of its first period
  public record Statistic(
      String id,
      String title,
      String frequency,
      String units,
      String adjustment,
      String agency,
      LocalDate start) {}

  /// A published value.
  ///
  /// @param date first day of its period
  /// @param value empty where nothing was observed
  public record Value(LocalDate date, OptionalDouble value) {}

  /// All statistics.
  public List<Statistic> all() {
    return catalogue.all().stream().map(EconomyBook::statistic).toList();
  }

  /// A statistic by FRED's name.
  public Optional<Statistic> find(String id) {
    return catalogue.find(id).map(EconomyBook::statistic);
  }

  /// The values as they are published now, oldest first; none for an unknown name.
  public List<Value> published(String id, Instant now) {
    Optional<SeriesInfo> info = catalogue.find(id);
    if (info.isEmpty()) {
      return List.of();
    }
    LocalDate known = known(now);
    List<Value> values = new ArrayList<>();
    for (Point point : data.publishedBy(info.get(), known)) {
      for (Vintage vintage : data.vintages(info.get(), point)) {
        if (!vintage.from().isAfter(known) && !vintage.to().isBefore(known)) {
          values.add(new Value(point.date(), rounded(vintage.value(), info.get().decimals())));
        }
      }
    }
    return values;
  }

  /// The last day whose publications are out by now.
  static LocalDate known(Instant now) {
    ZonedDateTime local = now.atZone(Lists.CENTRAL);
    boolean published = !local.toLocalTime().isBefore(Lists.PUBLICATION_TIME);
    return published ? local.toLocalDate() : local.toLocalDate().minusDays(1);
  }

  private static OptionalDouble rounded(OptionalDouble value, int decimals) {
    return value.isEmpty()
        ? value
        : OptionalDouble.of(
            BigDecimal.valueOf(value.getAsDouble())
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue());
  }

  private static Statistic statistic(SeriesInfo info) {
    String agency =
        info.tags().stream()
            .filter(tag -> tag.endsWith(":src"))
            .map(tag -> tag.substring(0, tag.length() - ":src".length()))
            .findFirst()
            .orElse("");
    return new Statistic(
        info.id(),
        info.title(),
        info.frequency().code(),
        info.units(),
        info.adjustmentShort(),
        agency,
        info.start());
  }
}
