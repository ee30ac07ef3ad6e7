package dev.nautilus.bus.codec;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Side;
import dev.nautilus.message.Trade;

/// Price, size, aggressor, whether conflated; the trade id behind the other texts.
final class TradeLayout implements Layout<Trade> {
  @Override
  public String name() {
    return "trade";
  }

  @Override
  public int block() {
    return PROVENANCE + 2 * Double.BYTES + 2;
  }

  @Override
  public int extraBytes(Trade trade) {
    return LayoutWriter.sizeOf(trade.tradeId());
  }

  @Override
  public void putBlock(LayoutWriter out, Trade trade) {
    out.number(trade.price());
    out.number(trade.size());
    out.unsignedByte(code(trade.aggressor()));
    out.flag(trade.conflated());
  }

  @Override
  public void putExtra(LayoutWriter out, Trade trade) {
    out.text(trade.tradeId());
  }

  @Override
  public Trade read(LayoutReader in) {
    double price = in.number();
    double size = in.number();
    Side aggressor = side(in.unsignedByte());
    boolean conflated = in.flag();
    InstrumentId instrument = in.instrument();
    Provenance provenance = in.provenance();
    return new Trade(instrument, price, size, aggressor, conflated, in.text(), provenance);
  }

  private static int code(Side side) {
    return switch (side) {
      case UNKNOWN -> 0;
      case BUY -> 1;
      case SELL -> 2;
    };
  }

  private static Side side(int code) {
    return switch (code) {
      case 0 -> Side.UNKNOWN;
      case 1 -> Side.BUY;
      case 2 -> Side.SELL;
      default -> throw new IllegalArgumentException("aggressor must be 0 to 2, was " + code);
    };
  }
}
