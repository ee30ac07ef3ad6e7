package dev.nautilus.engines.risk;

import dev.nautilus.engines.risk.method.TailRisk;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.PlannedOrder;
import dev.nautilus.quant.pretrade.PreTrade;
import dev.nautilus.quant.pretrade.Ruling;
import dev.nautilus.quant.pretrade.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers order requests from what is known at that moment. It never waits, and what it does not
/// know it denies. Confined to the engine thread.
final class OrderDesk {
  private final RiskProperties properties;
  private final PreTrade preTrade;
  private final Prices prices;
  private final DailyCloses closes;
  private final FactorModel model;

  /// What holds for all accounts.
  ///
  /// @param limits by name
  /// @param toxic instruments whose flow is toxic
  /// @param clock latest tick of the engine's clock; an order that is older than allowed by it is
  ///   denied
  /// @param mode what the account may do
  record Rules(
      Map<String, Double> limits, Set<InstrumentId> toxic, Instant clock, RiskState.Mode mode) {}

  OrderDesk(RiskProperties properties, Market market) {
    this.properties = properties;
    prices = market.prices();
    closes = market.closes();
    model = market.model();
    preTrade =
        new PreTrade(properties.preTrade().collar(), properties.preTrade().ordersPerSecond());
  }

  /// Decides.
  ///
  /// @param sentAt when the request was sent
  Ruling decide(OrderRequest request, Account account, Instant sentAt, Rules rules) {
    Ruling early = beforehand(request, sentAt, rules.clock());
    if (!early.isAllowed()) {
      return early;
    }
    InstrumentId symbol = request.instrument();
    @Nullable InstrumentRules instrument = properties.rules(symbol);
    BigDecimal held = account.position(symbol).add(account.orders().open(symbol, sentAt));
    OptionalDouble price = prices.fresh(symbol, sentAt, properties.preTrade().stalePrice());
    Standing standing =
        new Standing(
            mode(rules.mode()),
            held,
            price,
            account.orders().within(sentAt),
            account.orders().isKnown(request.clientOrderId()));
    PlannedOrder order = planned(request, request.quantity());
    Ruling ruling = preTrade.check(order, instrument, standing);
    if (!ruling.isAllowed() || instrument == null) {
      return ruling;
    }
    BigDecimal after = held.add(planned(request, ruling.quantity()).signed());
    boolean shrinks = after.signum() * held.signum() >= 0 && after.abs().compareTo(held.abs()) <= 0;
    if (shrinks) {
      return ruling;
    }
    Ruling room =
        new Room(request, account, rules, instrument, price.orElse(Double.NaN))
            .ruling(ruling.quantity());
    return room.verdict() == Ruling.Verdict.ALLOW ? ruling : room;
  }

  private Ruling beforehand(OrderRequest request, Instant sentAt, Instant clock) {
    if (request.basis() == OrderRequest.Basis.MIXED && !properties.preTrade().allowMixed()) {
      return Ruling.deny("MIXED_DATA", "it rests on real and simulated data");
    }
    if (sentAt.isAfter(request.expiresAt()) || clock.isAfter(request.expiresAt())) {
      return Ruling.deny("EXPIRED", "it was good until " + request.expiresAt());
    }
    if (clock.isAfter(sentAt.plus(properties.preTrade().answerWithin()))) {
      return Ruling.deny(
          "TOO_LATE",
          "it must be decided within %s, sent at %s and looked at after %s"
              .formatted(properties.preTrade().answerWithin(), sentAt, clock));
    }
    return Ruling.allow(request.quantity());
  }

  private static Standing.Mode mode(RiskState.Mode mode) {
    return switch (mode) {
      case OK -> Standing.Mode.OPEN;
      case REDUCING -> Standing.Mode.REDUCING;
      case HALTED -> Standing.Mode.HALTED;
    };
  }

  private static PlannedOrder planned(OrderRequest request, BigDecimal quantity) {
    return new PlannedOrder(
        request.side() == Side.BUY,
        quantity,
        request.limit(),
        request.stop(),
        request.reduceOnly());
  }

  /// Historical tail of holdings at the smallest tail probability; empty while days are missing.
  private OptionalDouble valueAtRisk(Exposure exposure) {
    List<InstrumentId> symbols = List.copyOf(exposure.values().keySet());
    DailyCloses.Table table = closes.table(symbols);
    int window = properties.measures().window();
    if (table.days() < window) {
      return OptionalDouble.empty();
    }
    double[] weights =
        exposure.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] returns = table.weighted(weights);
    double alpha = properties.measures().smallestAlpha();
    double[] newest = Arrays.copyOfRange(returns, returns.length - window, returns.length);
    return OptionalDouble.of(TailRisk.historical(newest, alpha).orElseThrow().var());
  }

  /// How much of an order that makes a position larger fits into the account's limits.
  private final class Room {
    private final OrderRequest request;
    private final Account account;
    private final Rules rules;
    private final InstrumentRules instrument;
    private final double price;
    private final double sign;
    private final Exposure now;

    Room(
        OrderRequest request,
        Account account,
        Rules rules,
        InstrumentRules instrument,
        double price) {
      this.request = request;
      this.account = account;
      this.rules = rules;
      this.instrument = instrument;
      this.price = Math.abs(price);
      sign = request.side() == Side.BUY ? Math.signum(price) : -Math.signum(price);
      now = withOpenOrders();
    }

    private Exposure withOpenOrders() {
      Exposure exposure = Exposure.of(account, prices);
      for (InstrumentId symbol : properties.symbols()) {
        double open = account.orders().open(symbol, rules.clock()).doubleValue();
        if (open != 0 && prices.newest(symbol).isPresent()) {
          exposure = exposure.plus(symbol, open * prices.newest(symbol).get().value());
        }
      }
      return exposure;
    }

    Ruling ruling(BigDecimal quantity) {
      if (!(now.worth() > 0)) {
        return Ruling.deny(
            "NO_ACCOUNT", "nothing above 0 is known of what " + account.name() + " is worth");
      }
      if (!now.unpriced().isEmpty()) {
        return Ruling.deny("STALE_PRICE", "no price is known of " + now.unpriced());
      }
      if (rules.toxic().contains(request.instrument())) {
        return Ruling.deny("TOXIC", "the flow in " + request.instrument() + " is toxic");
      }
      List<Ruling> rulings = new ArrayList<>();
      balance(quantity, rulings);
      // What is held the other way is used up first, and then adds.
      double turned = held() * sign - Math.abs(held());
      limit("issuer", quantity, held() * sign, rulings);
      limit("gross", quantity, now.gross() + turned, rulings);
      limit("leverage", quantity, now.gross() + turned, rulings);
      limit("net", quantity, now.net() * sign, rulings);
      sector(quantity, turned, rulings);
      Ruling tightest = Ruling.allow(quantity);
      for (Ruling each : rulings) {
        tightest = each.quantity().compareTo(tightest.quantity()) < 0 ? each : tightest;
      }
      return tightest.isAllowed() ? tail(tightest) : tightest;
    }

    private double held() {
      return now.values().getOrDefault(request.instrument(), 0.0);
    }

    private void balance(BigDecimal quantity, List<Ruling> rulings) {
      MarginUpdate margin = account.margin();
      if (margin != null) {
        double power = margin.buyingPower().doubleValue();
        fit("FREE_BALANCE", quantity, power, "buying power is " + margin.buyingPower(), rulings);
      }
    }

    private void sector(BigDecimal quantity, double turned, List<Ruling> rulings) {
      var own = model.sector(request.instrument());
      if (own.isEmpty()) {
        return;
      }
      double sum = 0;
      for (Map.Entry<InstrumentId, Double> each : now.values().entrySet()) {
        if (model.sector(each.getKey()).equals(own)) {
          sum += Math.abs(each.getValue());
        }
      }
      limit("sector", quantity, sum + turned, rulings);
    }

    /// @param used at present, in money; what is bought or sold comes on top
    private void limit(String name, BigDecimal quantity, double used, List<Ruling> rulings) {
      double allowed = rules.limits().getOrDefault(name, 0.0) * now.worth();
      String rule =
          name.equals("issuer") ? "MAX_POSITION" : "LIMIT_" + name.toUpperCase(Locale.ROOT);
      fit(
          rule,
          quantity,
          allowed - used,
          String.format(Locale.ROOT, "%s may be %.2f, is %.2f", name, allowed, used),
          rulings);
    }

    private void fit(
        String rule, BigDecimal quantity, double room, String detail, List<Ruling> rulings) {
      if (quantity.doubleValue() * price > room) {
        BigDecimal fits =
            room > 0 && price > 0
                ? instrument.floor(BigDecimal.valueOf(room / price).min(quantity))
                : BigDecimal.ZERO;
        rulings.add(Ruling.reduce(fits, rule, detail));
      }
    }

    /// The tail with the order in it, as the last word: it takes the most work.
    private Ruling tail(Ruling ruling) {
      double value = sign * price * ruling.quantity().doubleValue();
      OptionalDouble after = valueAtRisk(now.plus(request.instrument(), value));
      if (after.isEmpty()) {
        return Ruling.deny(
            "NOT_READY",
            "%d of %d days of %s are known"
                .formatted(
                    closes.days(request.instrument()),
                    properties.measures().window(),
                    request.instrument()));
      }
      double allowed = rules.limits().getOrDefault("var", 0.0);
      OptionalDouble before = now.values().isEmpty() ? OptionalDouble.of(0) : valueAtRisk(now);
      boolean grows = after.getAsDouble() > before.orElse(0);
      return after.getAsDouble() > allowed && grows
          ? Ruling.deny(
              "LIMIT_VAR",
              String.format(
                  Locale.ROOT,
                  "value at risk may be %.4f, would be %.4f",
                  allowed,
                  after.getAsDouble()))
          : ruling;
    }
  }
}
