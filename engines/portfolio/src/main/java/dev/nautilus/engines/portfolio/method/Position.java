package dev.nautilus.engines.portfolio.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is held of one instrument, and what was earned since it was opened. Immutable.
///
/// **Definition** at average cost `avg' = (avg |q| + p |s|) / (|q| + |s|)` on the same side; a
/// reduction leaves it. `realised += (p - avg) min(|q|, |s|) sign(q) multiplier`, less commission,
/// at once. `unrealised = (mark - avg) q multiplier`; of an inverse contract `q (1/avg - 1/mark)`,
/// whose average is the harmonic one. A position that turns is closed and opened again at the same
/// price; one that is opened again begins with a profit of 0.
///
/// **Unit** money in the settlement currency, exact: the cost of what is open and what is realised
/// always add up to what was paid. Rounding to the minor unit is for whoever shows it.
///
/// **Source** average cost and reversal as in the worked example of Trading Technologies
/// (library.tradingtechnologies.com, "P/L calculation"); FIFO: IRS Publication 550.
///
/// @param lots of one sign, oldest first; one at most with [LotMethod#AVERAGE]
/// @param realised since it was opened, after commission
/// @param closed units that were closed since it was opened; negative when they were short
/// @param closedWorth what they were worth when closed, of the sign that goes with it
/// @param openPrice average price of what is open; of what was open last when it is flat
public record Position(
    Contract contract,
    LotMethod method,
    List<Lot> lots,
    BigDecimal realised,
    BigDecimal closed,
    BigDecimal closedWorth,
    Optional<BigDecimal> openPrice) {

  public Position {
    lots = List.copyOf(lots);
  }

  /// Nothing held.
  public static Position flat(Contract contract, LotMethod method) {
    return new Position(
        contract,
        method,
        List.of(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Optional.empty());
  }

  /// Units held; negative when short.
  public BigDecimal quantity() {
    return lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What was paid for what is open, of the sign of the quantity.
  public BigDecimal cost() {
    return lots.stream().map(Lot::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Whether nothing is held.
  public boolean isFlat() {
    return lots.isEmpty();
  }

  /// Average price at which units were closed since it was opened; empty while none was.
  public Optional<BigDecimal> closePrice() {
    return closed.signum() == 0
        ? Optional.empty()
        : Optional.of(contract.price(closed, closedWorth));
  }

  /// Profit of what is open at a price.
  public BigDecimal unrealised(BigDecimal mark) {
    return isFlat() ? BigDecimal.ZERO : quantity().multiply(contract.worth(mark)).subtract(cost());
  }

  /// What the position is worth at a price, as money in the account: all of it when it was paid in
  /// full, else its profit.
  public BigDecimal value(BigDecimal mark) {
    return contract.isPaidInFull() ? quantity().multiply(contract.worth(mark)) : unrealised(mark);
  }

  /// What moves with the price, of the sign of the quantity.
  public BigDecimal exposure(BigDecimal mark) {
    BigDecimal worth = quantity().multiply(contract.worth(mark));
    return contract.kind() == Contract.Kind.INVERSE ? worth.negate() : worth;
  }

  /// Return of the units closed since it was opened, a fraction of the price they were opened at;
  /// empty while none was, and at an open price of 0.
  public Optional<BigDecimal> realisedReturn() {
    Optional<BigDecimal> close = closePrice();
    if (close.isEmpty() || openPrice.isEmpty() || openPrice.get().signum() == 0) {
      return Optional.empty();
    }
    BigDecimal open = openPrice.get();
    BigDecimal change = close.get().subtract(open).divide(open.abs(), MathContext.DECIMAL128);
    return Optional.of(closed.signum() < 0 ? change.negate() : change);
  }

  /// The position after a deal; two when it turns: closed, then opened.
  ///
  /// @throws IllegalArgumentException as [Contract#worth]
  public List<Position> after(Deal deal) {
    BigDecimal held = quantity();
    if (held.signum() * deal.quantity().signum() >= 0) {
      return List.of(opened(deal));
    }
    if (deal.quantity().abs().compareTo(held.abs()) <= 0) {
      return List.of(reduced(deal));
    }
    Deal closing = deal.part(held.negate());
    Position flat = reduced(closing);
    return List.of(flat, flat.opened(deal.rest(closing)));
  }

  private Position opened(Deal deal) {
    Position start = isFlat() ? flat(contract, method) : this;
    BigDecimal worth = deal.quantity().multiply(contract.worth(deal.price()));
    List<Lot> all = new ArrayList<>(start.lots);
    all.add(new Lot(deal.quantity(), worth, deal.at()));
    List<Lot> kept =
        method == LotMethod.AVERAGE ? List.of(all.stream().reduce(Lot::with).orElseThrow()) : all;
    return start.with(kept, start.realised.subtract(deal.commission()));
  }

  private Position reduced(Deal deal) {
    BigDecimal unit = contract.worth(deal.price());
    BigDecimal left = deal.quantity().negate();
    BigDecimal cost = BigDecimal.ZERO;
    List<Lot> kept = new ArrayList<>();
    for (Lot lot : lots) {
      BigDecimal part = left.abs().compareTo(lot.quantity().abs()) < 0 ? left : lot.quantity();
      left = left.subtract(part);
      cost = cost.add(lot.worthOf(part));
      if (part.compareTo(lot.quantity()) != 0) {
        kept.add(part.signum() == 0 ? lot : lot.without(part));
      }
    }
    BigDecimal proceeds = deal.quantity().negate().multiply(unit);
    BigDecimal earned = proceeds.subtract(cost).subtract(deal.commission());
    return new Position(
            contract,
            method,
            lots,
            realised,
            closed.subtract(deal.quantity()),
            closedWorth.add(proceeds),
            openPrice)
        .with(kept, realised.add(earned));
  }

  private Position with(List<Lot> kept, BigDecimal earned) {
    Position next = new Position(contract, method, kept, earned, closed, closedWorth, openPrice);
    return next.isFlat()
        ? next
        : new Position(
            contract,
            method,
            kept,
            earned,
            closed,
            closedWorth,
            Optional.of(contract.price(next.quantity(), next.cost())));
  }

  /// After a split: units multiply, what was paid for them stays.
  ///
  /// @param ratio new units for an old one, more than 0
  /// @param before the first instant of new units
  /// @param young units dealt in since then, signed: they are new ones already
  public Position split(BigDecimal ratio, Instant before, BigDecimal young) {
    if (isFlat()) {
      return this;
    }
    if (method == LotMethod.FIFO) {
      return with(
          lots.stream()
              .map(lot -> lot.since().isBefore(before) ? grown(lot, ratio, BigDecimal.ZERO) : lot)
              .toList(),
          realised);
    }
    Lot all = lots.getFirst();
    boolean old = all.quantity().subtract(young).signum() == all.quantity().signum();
    return old ? with(List.of(grown(all, ratio, young)), realised) : this;
  }

  private static Lot grown(Lot lot, BigDecimal ratio, BigDecimal young) {
    BigDecimal units = lot.quantity().subtract(young).multiply(ratio).add(young);
    return new Lot(units, lot.worth(), lot.since());
  }

  /// After money that came for what is held: a dividend; negative when a short pays it.
  public Position paid(BigDecimal amount) {
    return with(lots, realised.add(amount));
  }
}
