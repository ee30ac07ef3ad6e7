package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.Decimals;
import dev.nautilus.engines.portfolio.method.Contract;
import dev.nautilus.engines.portfolio.method.Deal;
import dev.nautilus.engines.portfolio.method.Lot;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A position of an account, with what a late corporate action must know. Confined to the engine
/// thread.
final class Holding {
  /// How long the deals behind a position are remembered one by one.
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final InstrumentId instrument;
  private final String currency;
  private final List<Deal> recent = new ArrayList<>();
  private Position position;
  private boolean simulated;

  Holding(InstrumentId instrument, String currency, Position flat) {
    this.instrument = instrument;
    this.currency = currency;
    position = flat;
  }

  InstrumentId instrument() {
    return instrument;
  }

  /// Of its profit.
  String currency() {
    return currency;
  }

  Position position() {
    return position;
  }

  /// Whether any deal behind it was pretended.
  boolean simulated() {
    return simulated;
  }

  /// What a deal makes of it; nothing changes yet.
  List<Position> after(Deal deal) {
    return position.after(deal);
  }

  /// Books a deal.
  void book(Deal deal, Position after, boolean pretended) {
    simulated = pretended || (simulated && !position.isFlat());
    position = after;
    recent.add(deal);
    Instant forgotten = deal.at().minus(REMEMBERED);
    recent.removeIf(each -> each.at().isBefore(forgotten));
  }

  /// Whether the days since then are remembered deal by deal.
  static boolean remembers(Instant since, Instant now) {
    return !since.isBefore(now.minus(REMEMBERED));
  }

  /// Units dealt in since an instant, signed.
  BigDecimal dealtSince(Instant since) {
    return recent.stream()
        .filter(deal -> !deal.at().isBefore(since))
        .map(Deal::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Units held just before an instant.
  BigDecimal heldBefore(Instant since) {
    return position.quantity().subtract(dealtSince(since));
  }

  void split(BigDecimal ratio, Instant before) {
    position = position.split(ratio, before, dealtSince(before));
  }

  void paid(BigDecimal amount) {
    position = position.paid(amount);
  }

  void write(StateOutput out) {
    Contract contract = position.contract();
    out.text(instrument.value()).text(currency).flag(simulated);
    out.text(contract.kind().name()).text(contract.multiplier().toString());
    out.text(position.method().name());
    out.all(position.lots(), Holding::writeLot);
    Decimals.write(out, position.realised());
    Decimals.write(out, position.closed());
    Decimals.write(out, position.closedWorth());
    out.text(position.openPrice().map(BigDecimal::toString).orElse(""));
    out.all(recent, Holding::writeDeal);
  }

  static Holding read(StateInput in) {
    InstrumentId instrument = InstrumentId.of(in.text());
    String currency = in.text();
    boolean simulated = in.flag();
    Contract contract = new Contract(Contract.Kind.valueOf(in.text()), new BigDecimal(in.text()));
    Position position =
        new Position(
            contract,
            LotMethod.valueOf(in.text()),
            in.all(Holding::readLot),
            Decimals.read(in),
            Decimals.read(in),
            Decimals.read(in),
            Optional.of(in.text()).filter(text -> !text.isEmpty()).map(BigDecimal::new));
    Holding holding = new Holding(instrument, currency, position);
    holding.simulated = simulated;
    holding.recent.addAll(in.all(Holding::readDeal));
    return holding;
  }

  private static void writeLot(StateOutput out, Lot lot) {
    Decimals.write(out, lot.quantity());
    Decimals.write(out, lot.worth());
    out.instant(lot.since());
  }

  private static Lot readLot(StateInput in) {
    return new Lot(Decimals.read(in), Decimals.read(in), in.instant());
  }

  private static void writeDeal(StateOutput out, Deal deal) {
    Decimals.write(out, deal.quantity());
    Decimals.write(out, deal.price());
    Decimals.write(out, deal.commission());
    out.instant(deal.at());
  }

  private static Deal readDeal(StateInput in) {
    return new Deal(Decimals.read(in), Decimals.read(in), Decimals.read(in), in.instant());
  }
}
