package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engine.book.RecentIds;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.OrderRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// What margin wants closed, as orders that risk decides on like any other. They can only reduce,
/// and each request makes one order. Confined to the engine thread.
final class LiquidationOrders {
  /// What risk has not answered by then is asked for anew by whoever wants it.
  private static final Duration STANDS = Duration.ofMinutes(5);

  private final PriceBoard board;
  private final RecentIds known;

  LiquidationOrders(PriceBoard board, int keptIds) {
    this.board = board;
    known = new RecentIds(keptIds);
  }

  /// The order; empty when the request has made one already.
  Optional<OrderRequest> order(LiquidationRequest request) {
    if (!known.add(request.requestId())) {
      return Optional.empty();
    }
    Optional<BigDecimal> price =
        board.mark(request.instrument()).map(PriceBoard.Mark::price).map(Ledger::shown);
    return Optional.of(
        new OrderRequest(
            "liquidation-" + request.requestId(),
            request.account(),
            "collateral",
            request.instrument(),
            request.side(),
            request.quantity(),
            OrderRequest.Type.MARKET,
            null,
            null,
            OrderRequest.TimeInForce.DAY,
            true,
            price.orElse(null),
            "liquidation",
            null,
            request.at().plus(STANDS),
            request.simulated() ? OrderRequest.Basis.SIMULATED : OrderRequest.Basis.REAL));
  }

  void write(StateOutput out) {
    known.write(out);
  }

  void read(StateInput in) {
    known.read(in);
  }
}
