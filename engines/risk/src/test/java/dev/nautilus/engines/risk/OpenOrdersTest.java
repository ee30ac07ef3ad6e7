package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
import static dev.nautilus.engines.risk.Fixtures.MSFT;
import static dev.nautilus.engines.risk.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class OpenOrdersTest {
  private final OpenOrders orders = new OpenOrders(100);

  /// An order that rests until its time is over.
  private void approve(String id, Side side, String quantity) {
    approve(id, side, quantity, OrderRequest.TimeInForce.DAY);
  }

  private void approve(
      String id, Side side, String quantity, OrderRequest.TimeInForce timeInForce) {
    OrderRequest plain = Fixtures.order(id, AAPL, side, quantity);
    OrderRequest request =
        new OrderRequest(
            id,
            plain.account(),
            plain.strategy(),
            plain.instrument(),
            side,
            plain.quantity(),
            plain.type(),
            null,
            null,
            timeInForce,
            false,
            null,
            plain.reason(),
            null,
            plain.expiresAt(),
            plain.basis());
    orders.approve(
        request, side == Side.BUY ? request.quantity() : request.quantity().negate(), START);
  }

  private static OrderDecision approval(String id) {
    return new OrderDecision(
        id, Fixtures.ACCOUNT, AAPL, OrderDecision.Verdict.ALLOW, BigDecimal.TEN, "", "", START);
  }

  private BigDecimal open() {
    return orders.open(AAPL, START);
  }

  @Test
  void open_severalOrders_isTheirSumAndOfTheirInstrumentAlone() {
    approve("o1", Side.BUY, "10");
    approve("o2", Side.BUY, "5");
    assertThat(open()).isEqualByComparingTo("15");
    assertThat(orders.open(MSFT, START)).isZero();
  }

  @Test
  void open_pastAnOrdersExpiry_isWithoutIt() {
    approve("o1", Side.BUY, "10");
    assertThat(orders.open(AAPL, START.plusSeconds(30))).isEqualByComparingTo("10");
    assertThat(orders.open(AAPL, START.plusSeconds(30).plusNanos(1))).isZero();
  }

  @Test
  void denial_beforeTheApproval_takesThatOrderOutAndNoOther() {
    approve("o1", Side.BUY, "10");
    approve("o2", Side.BUY, "5");
    orders.heard(Fixtures.givenUp("o1"));
    orders.heard(approval("o1"));
    assertThat(open()).isEqualByComparingTo("5");
  }

  @Test
  void denial_afterTheApproval_changesNothing() {
    approve("o1", Side.BUY, "10");
    orders.heard(approval("o1"));
    orders.heard(Fixtures.givenUp("o1"));
    assertThat(open()).isEqualByComparingTo("10");
  }

  @Test
  void denial_ofAnOrderThatWasNotApproved_changesNothing() {
    approve("o1", Side.BUY, "10");
    orders.heard(Fixtures.givenUp("o9"));
    assertThat(open()).isEqualByComparingTo("10");
  }

  @Test
  void fill_inOneDirection_leavesWhatIsOpenInTheOther() {
    approve("o1", Side.BUY, "10");
    approve("o2", Side.SELL, "4");
    orders.filled(AAPL, new BigDecimal("-4"));
    assertThat(open()).isEqualByComparingTo("10");
    orders.filled(AAPL, new BigDecimal("3"));
    assertThat(open()).isEqualByComparingTo("7");
    orders.filled(AAPL, BigDecimal.ZERO);
    assertThat(open()).isEqualByComparingTo("7");
  }

  @Test
  void fill_ofSeveralOrders_usesTheOldestFirst() {
    approve("o1", Side.BUY, "10");
    approve("o2", Side.BUY, "5");
    orders.filled(AAPL, new BigDecimal("12"));
    orders.heard(Fixtures.givenUp("o1"));
    assertThat(open()).isEqualByComparingTo("3");
    orders.heard(Fixtures.givenUp("o2"));
    assertThat(open()).isZero();
  }

  @Test
  void fill_ofOrdersThatRestNot_isTheLast() {
    approve("o1", Side.BUY, "10", OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL);
    approve("o2", Side.SELL, "4");
    orders.filled(AAPL, new BigDecimal("3"));
    assertThat(open()).isEqualByComparingTo("-4");
  }
}
