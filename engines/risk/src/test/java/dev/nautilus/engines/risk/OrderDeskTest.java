package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
import static dev.nautilus.engines.risk.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import dev.nautilus.quant.pretrade.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderDeskTest {
  private final RiskProperties properties = Fixtures.properties();
  private final Market market = new Market(properties);
  private final OrderDesk desk = new OrderDesk(properties, market);
  private final Account account = new Account(Fixtures.ACCOUNT, 100);

  @BeforeEach
  void marketAndAccount() {
    Fixtures.days(AAPL, Fixtures.DAYS).forEach(market.closes()::learn);
    var _ = market.take(Fixtures.best(AAPL, 0, 100));
    account.take(Fixtures.worth(0, "100000"));
  }

  private Ruling decide(OrderRequest request, Instant sentAt, Instant clock) {
    return desk.decide(request, account, sentAt, rules(clock, Map.of()));
  }

  private OrderDesk.Rules rules(Instant clock, Map<String, Double> changed) {
    Map<String, Double> limits = new TreeMap<>(properties.limits().byName());
    limits.putAll(changed);
    return new OrderDesk.Rules(limits, Set.of(), clock, Mode.OK);
  }

  private static OrderRequest buy(String quantity) {
    return Fixtures.order("o1", AAPL, Side.BUY, quantity);
  }

  @Test
  void order_waitedFiftyMilliseconds_isDecidedButNoLonger() {
    Instant justInTime = START.plusMillis(50);
    assertThat(decide(buy("1"), START, justInTime).isAllowed()).isTrue();
    Ruling late = decide(buy("1"), START, justInTime.plusNanos(1));
    assertThat(late.rule()).isEqualTo("TOO_LATE");
    assertThat(late.isAllowed()).isFalse();
  }

  @Test
  void order_pastItsExpiry_isDenied() {
    Instant expired = buy("1").expiresAt().plusMillis(1);
    assertThat(decide(buy("1"), expired, START).rule()).isEqualTo("EXPIRED");
    assertThat(decide(buy("1"), START, expired).rule()).isEqualTo("EXPIRED");
  }

  @Test
  void order_onMixedData_isDenied() {
    OrderRequest plain = buy("1");
    OrderRequest mixed =
        new OrderRequest(
            plain.clientOrderId(),
            plain.account(),
            plain.strategy(),
            plain.instrument(),
            plain.side(),
            plain.quantity(),
            plain.type(),
            null,
            null,
            plain.timeInForce(),
            false,
            null,
            plain.reason(),
            null,
            plain.expiresAt(),
            OrderRequest.Basis.MIXED);
    assertThat(decide(mixed, START, START).rule()).isEqualTo("MIXED_DATA");
  }

  @Test
  void order_beyondBuyingPower_isReducedToIt() {
    account.take(margin("1050"));
    Ruling ruling = decide(buy("100"), START, START);
    assertThat(ruling.verdict()).isEqualTo(Ruling.Verdict.REDUCE);
    assertThat(ruling.rule()).isEqualTo("FREE_BALANCE");
    assertThat(ruling.quantity()).isEqualByComparingTo("10");
    account.take(margin("99"));
    assertThat(decide(buy("1"), START, START).isAllowed()).isFalse();
  }

  private static MarginUpdate margin(String power) {
    return new MarginUpdate(
        Fixtures.ACCOUNT,
        "REG_T",
        "USD",
        BigDecimal.TEN,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.TEN,
        new BigDecimal(power),
        OptionalDouble.empty(),
        START,
        true);
  }

  @Test
  void order_beyondValueAtRisk_isDeniedUnlessItShrinks() {
    OrderDesk.Rules tight = rules(START, Map.of("var", 0.001));
    assertThat(desk.decide(buy("300"), account, START, tight).rule()).isEqualTo("LIMIT_VAR");
    account.take(Fixtures.position(AAPL, 0, "300", "100"));
    OrderRequest sale = Fixtures.order("o2", AAPL, Side.SELL, "100");
    assertThat(desk.decide(sale, account, START, tight).isAllowed()).isTrue();
  }

  @Test
  void order_turningAPosition_mayUseWhatIsHeldAndTheLimitOnTheOtherSide() {
    account.take(Fixtures.position(AAPL, 0, "300", "100"));
    OrderRequest turn = Fixtures.order("o3", AAPL, Side.SELL, "1000");
    Ruling ruling = decide(turn, START, START);
    assertThat(ruling.rule()).isEqualTo("MAX_POSITION");
    assertThat(ruling.quantity()).isEqualByComparingTo("650");
  }
}
