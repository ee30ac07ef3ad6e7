package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A bar made of prints, finished or still growing. Immutable: adding gives another one, so a bar
/// is its own snapshot.
///
/// @param first when its first print happened (UTC)
/// @param last when its last print happened (UTC)
/// @param volume sum of sizes
/// @param value sum of price times size, in the instrument's currency
/// @param count how many prints, pieces of a cut one counted each
/// @param buyVolume part of the volume of which is known that buyers were the aggressors
/// @param sellVolume the same of sellers; what nobody says is in neither
/// @param mended whether a vendor's bar stands in for prints that were missed: count and sides are
///   then those of the prints that came
public record BuiltBar(
    Instant first,
    Instant last,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    BigDecimal value,
    long count,
    BigDecimal buyVolume,
    BigDecimal sellVolume,
    boolean mended) {

  /// The bar of one print.
  static BuiltBar of(Print print) {
    return new BuiltBar(
        print.at(),
        print.at(),
        print.open(),
        print.high(),
        print.low(),
        print.close(),
        print.size(),
        print.unitPrice().multiply(print.size()),
        1,
        print.aggressor() == Side.BUY ? print.size() : BigDecimal.ZERO,
        print.aggressor() == Side.SELL ? print.size() : BigDecimal.ZERO,
        false);
  }

  /// The bar with one print more; `null` stands for no bar yet.
  static BuiltBar plus(@Nullable BuiltBar bar, Print print) {
    return bar == null ? of(print) : bar.plus(of(print));
  }

  /// Both together. Which opens and which closes is told by their times; of equal times the other
  /// one is the later.
  BuiltBar plus(BuiltBar other) {
    boolean opens = other.first.isBefore(first);
    boolean closes = !other.last.isBefore(last);
    return new BuiltBar(
        opens ? other.first : first,
        closes ? other.last : last,
        opens ? other.open : open,
        high.max(other.high),
        low.min(other.low),
        closes ? other.close : close,
        volume.add(other.volume),
        value.add(other.value),
        count + other.count,
        buyVolume.add(other.buyVolume),
        sellVolume.add(other.sellVolume),
        mended || other.mended);
  }

  /// A bar of nothing: the last close, no volume.
  static BuiltBar empty(BigDecimal price, Instant at) {
    BigDecimal zero = BigDecimal.ZERO;
    return new BuiltBar(at, at, price, price, price, price, zero, zero, 0, zero, zero, false);
  }

  BuiltBar withPrices(BigDecimal opens, BigDecimal highest, BigDecimal lowest, BigDecimal closes) {
    return new BuiltBar(
        first,
        last,
        opens,
        highest,
        lowest,
        closes,
        volume,
        value,
        count,
        buyVolume,
        sellVolume,
        mended);
  }

  /// The bar with a vendor's minute in place of what was built of that minute. Prices reach over
  /// both; what the vendor has more in volume is added. Of a minute at an edge of the bar the
  /// vendor says how the bar opens or closes.
  ///
  /// @param minute what the vendor says of the minute
  /// @param built what was built of it; null when all of it was missed
  public BuiltBar mendedBy(BuiltBar minute, @Nullable BuiltBar built) {
    BigDecimal had = built == null ? BigDecimal.ZERO : built.volume();
    BigDecimal worth = built == null ? BigDecimal.ZERO : built.value();
    boolean more = minute.volume.compareTo(had) > 0;
    boolean opens = !minute.first.isAfter(first);
    boolean closes = !minute.last.isBefore(last);
    return new BuiltBar(
        opens ? minute.first : first,
        closes ? minute.last : last,
        opens ? minute.open : open,
        high.max(minute.high),
        low.min(minute.low),
        closes ? minute.close : close,
        more ? volume.add(minute.volume.subtract(had)) : volume,
        more ? value.add(minute.value.subtract(worth)).max(BigDecimal.ZERO) : value,
        count,
        buyVolume,
        sellVolume,
        true);
  }

  /// A vendor's bar: what happened at which moment of it is not known.
  ///
  /// @param start first instant of it
  /// @param last last instant of it
  public static BuiltBar ofVendor(Print bar, Instant start, Instant last) {
    BigDecimal zero = BigDecimal.ZERO;
    return new BuiltBar(
        start,
        last,
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.size(),
        bar.unitPrice().multiply(bar.size()),
        0,
        zero,
        zero,
        true);
  }

  /// Volume-weighted average price; undefined without volume.
  public Optional<BigDecimal> vwap() {
    return volume.signum() == 0
        ? Optional.empty()
        : Optional.of(value.divide(volume, MathContext.DECIMAL64));
  }
}
