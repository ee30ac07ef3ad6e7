package dev.nautilus.engines.collateral.method;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What options on one underlying require together with its shares, as strategies.
///
/// **Definition** short legs are paired greedily, the largest relief first: with long options
/// (spreads, butterflies, condors, boxes: the most they can lose over all prices at expiry), with
/// shares (covered: nothing), with a short option of the other side (straddle, strangle: the larger
/// requirement of the two and the other's premium). What is left is naked. Shares first is tried as
/// well; the smaller sum counts, and never more than all shorts naked. **Unit** money, exact;
/// without what long legs cost, which is paid in full; naked shorts with their premium. **Source**
/// FINRA Rule 4210(f)(2), Cboe Rule 10.3 and the Cboe/OCC sheet of margin examples (2007).
///
/// @param price of the underlying
/// @param coverage units of the underlying that the shares held amount to, negative when short;
///   shares of a fund on an index cover as many units as they are worth
/// @param share part of the underlying that a naked short counts, see [ShortOption#share]
public record StrategyMargin(
    BigDecimal price, BigDecimal coverage, BigDecimal share, List<OptionLeg> legs) {

  public StrategyMargin {
    legs = List.copyOf(legs);
  }

  /// Units of an underlying that some shares are worth.
  public static BigDecimal coverage(
      BigDecimal shares, BigDecimal sharePrice, BigDecimal underlyingPrice) {
    return shares.multiply(sharePrice).divide(underlyingPrice, MathContext.DECIMAL128);
  }

  /// The requirement.
  public BigDecimal requirement() {
    BigDecimal naked = BigDecimal.ZERO;
    for (OptionLeg leg : legs) {
      naked = leg.contracts() < 0 ? naked.add(ShortOption.requirement(leg, price, share)) : naked;
    }
    if (naked.signum() == 0) {
      return naked;
    }
    return naked.min(paired(false)).min(paired(true));
  }

  /// Cash needed to open all of it: half of the shares, the requirement, what longs cost, less what
  /// shorts bring in.
  ///
  /// @param shares negative when short
  public BigDecimal cashCall(BigDecimal shares, BigDecimal sharePrice) {
    return StockMargin.initial(shares, sharePrice).add(requirement()).add(value());
  }

  /// What all legs are worth now; shorts count negative.
  public BigDecimal value() {
    return legs.stream().map(OptionLeg::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal paired(boolean sharesFirst) {
    List<OptionLeg> shorts = new ArrayList<>();
    List<OptionLeg> longs = new ArrayList<>();
    for (OptionLeg leg : legs) {
      (leg.contracts() < 0 ? shorts : longs).add(leg);
    }
    if (sharesFirst) {
      cover(shorts);
    }
    BigDecimal spreads = spreads(shorts, longs);
    if (!sharesFirst) {
      cover(shorts);
    }
    return spreads.add(straddlesAndNaked(shorts));
  }

  /// Takes out what shares cover, the dearest first.
  private void cover(List<OptionLeg> shorts) {
    Right covered = coverage.signum() > 0 ? Right.CALL : Right.PUT;
    BigDecimal left = coverage.abs();
    shorts.sort(
        Comparator.comparing((OptionLeg leg) -> unit(leg))
            .reversed()
            .thenComparing(OptionLeg::strike));
    for (int i = 0; i < shorts.size(); i++) {
      OptionLeg leg = shorts.get(i);
      if (leg.right() == covered && left.signum() > 0) {
        int most = left.divide(leg.multiplier(), 0, RoundingMode.DOWN).intValueExact();
        int taken = Math.min(most, -leg.contracts());
        left = left.subtract(leg.multiplier().multiply(BigDecimal.valueOf(taken)));
        shorts.set(i, leg.of(leg.contracts() + taken));
      }
    }
    shorts.removeIf(leg -> leg.contracts() == 0);
  }

  private BigDecimal unit(OptionLeg leg) {
    return ShortOption.requirement(leg.of(-1), price, share);
  }

  /// A short leg and a long one that limits it.
  private record Pair(int shortLeg, int longLeg, BigDecimal relief) {}

  /// Takes spreads out of both lists.
  private BigDecimal spreads(List<OptionLeg> shorts, List<OptionLeg> longs) {
    List<OptionLeg> inSpreads = new ArrayList<>();
    List<OptionLeg> unused = new ArrayList<>(longs);
    BigDecimal sum = BigDecimal.ZERO;
    for (Pair best = best(shorts, unused); best != null; best = best(shorts, unused)) {
      OptionLeg sold = shorts.get(best.shortLeg());
      OptionLeg bought = unused.get(best.longLeg());
      int number = Math.min(-sold.contracts(), bought.contracts());
      sum = sum.add(width(sold, bought).multiply(BigDecimal.valueOf(number)));
      inSpreads.add(sold.of(-number));
      shorts.set(best.shortLeg(), sold.of(sold.contracts() + number));
      unused.set(best.longLeg(), bought.of(bought.contracts() - number));
    }
    shorts.removeIf(leg -> leg.contracts() == 0);
    BigDecimal together = together(inSpreads, longs);
    return sum.min(together);
  }

  private @Nullable Pair best(List<OptionLeg> shorts, List<OptionLeg> longs) {
    Pair best = null;
    for (int s = 0; s < shorts.size(); s++) {
      for (int l = 0; l < longs.size(); l++) {
        OptionLeg sold = shorts.get(s);
        OptionLeg bought = longs.get(l);
        if (limits(bought, sold)) {
          BigDecimal relief = unit(sold).subtract(width(sold, bought));
          if (relief.signum() > 0 && (best == null || relief.compareTo(best.relief()) > 0)) {
            best = new Pair(s, l, relief);
          }
        }
      }
    }
    return best;
  }

  private static boolean limits(OptionLeg bought, OptionLeg sold) {
    return bought.contracts() > 0
        && sold.contracts() < 0
        && bought.right() == sold.right()
        && bought.multiplier().compareTo(sold.multiplier()) == 0
        && !bought.expiry().isBefore(sold.expiry());
  }

  /// The most that one spread can lose at expiry.
  private static BigDecimal width(OptionLeg sold, OptionLeg bought) {
    BigDecimal apart =
        sold.right() == Right.CALL
            ? bought.strike().subtract(sold.strike())
            : sold.strike().subtract(bought.strike());
    return apart.max(BigDecimal.ZERO).multiply(sold.multiplier());
  }

  /// The most that all spreads of one expiry lose together with the long legs of that expiry,
  /// expiry by expiry. Legs that a later option limits have no common day and count one by one.
  private static BigDecimal together(List<OptionLeg> inSpreads, List<OptionLeg> longs) {
    TreeSet<LocalDate> expiries = new TreeSet<>();
    inSpreads.forEach(leg -> expiries.add(leg.expiry()));
    BigDecimal sum = BigDecimal.ZERO;
    for (LocalDate expiry : expiries) {
      List<OptionLeg> legs = new ArrayList<>();
      inSpreads.stream().filter(leg -> leg.expiry().equals(expiry)).forEach(legs::add);
      longs.stream().filter(leg -> leg.expiry().equals(expiry)).forEach(legs::add);
      sum = sum.add(mostLost(legs));
    }
    return sum;
  }

  /// The most that legs lose at expiry; so much that it never counts when a rise has no end to it.
  private static BigDecimal mostLost(List<OptionLeg> legs) {
    BigDecimal slope = BigDecimal.ZERO;
    BigDecimal worst = BigDecimal.ZERO;
    List<BigDecimal> prices = new ArrayList<>(List.of(BigDecimal.ZERO));
    for (OptionLeg leg : legs) {
      prices.add(leg.strike());
      slope =
          leg.right() == Right.CALL
              ? slope.add(leg.multiplier().multiply(BigDecimal.valueOf(leg.contracts())))
              : slope;
    }
    for (BigDecimal each : prices) {
      BigDecimal paid = BigDecimal.ZERO;
      for (OptionLeg leg : legs) {
        paid = paid.add(leg.payoff(each));
      }
      worst = worst.min(paid);
    }
    return slope.signum() < 0 ? new BigDecimal("1e60") : worst.negate();
  }

  /// Shorts of both sides: the larger requirement and the other's premium; the rest naked.
  private BigDecimal straddlesAndNaked(List<OptionLeg> shorts) {
    List<OptionLeg> calls = side(shorts, Right.CALL);
    List<OptionLeg> puts = side(shorts, Right.PUT);
    BigDecimal sum = BigDecimal.ZERO;
    while (!calls.isEmpty() && !puts.isEmpty()) {
      OptionLeg call = calls.getFirst();
      OptionLeg put = puts.getFirst();
      int number = Math.min(-call.contracts(), -put.contracts());
      sum = sum.add(straddle(call.of(-number), put.of(-number)));
      rest(calls, call.of(call.contracts() + number));
      rest(puts, put.of(put.contracts() + number));
    }
    for (OptionLeg leg : calls.isEmpty() ? puts : calls) {
      sum = sum.add(ShortOption.requirement(leg, price, share));
    }
    return sum;
  }

  private BigDecimal straddle(OptionLeg call, OptionLeg put) {
    BigDecimal ofCall = ShortOption.requirement(call, price, share);
    BigDecimal ofPut = ShortOption.requirement(put, price, share);
    return ofCall.compareTo(ofPut) >= 0
        ? ofCall.add(put.value().abs())
        : ofPut.add(call.value().abs());
  }

  private List<OptionLeg> side(List<OptionLeg> shorts, Right right) {
    List<OptionLeg> side = new ArrayList<>();
    shorts.stream()
        .filter(leg -> leg.right() == right)
        .sorted(Comparator.comparing((OptionLeg leg) -> unit(leg)).reversed())
        .forEach(side::add);
    return side;
  }

  private static void rest(List<OptionLeg> legs, OptionLeg left) {
    legs.removeFirst();
    if (left.contracts() != 0) {
      legs.addFirst(left);
    }
  }
}
