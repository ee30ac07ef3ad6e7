package dev.nautilus.bus.codec;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import java.util.OptionalDouble;

/// Bid and its size, ask and its size, last; the currency behind the other texts.
final class QuoteLayout implements Layout<Quote> {
  @Override
  public String name() {
    return "quote";
  }

  @Override
  public int block() {
    return PROVENANCE + 5 * Double.BYTES;
  }

  @Override
  public int extraBytes(Quote quote) {
    return LayoutWriter.sizeOf(quote.currency());
  }

  @Override
  public void putBlock(LayoutWriter out, Quote quote) {
    out.number(quote.bid());
    out.number(quote.bidSize());
    out.number(quote.ask());
    out.number(quote.askSize());
    out.number(quote.last());
  }

  @Override
  public void putExtra(LayoutWriter out, Quote quote) {
    out.text(quote.currency());
  }

  @Override
  public Quote read(LayoutReader in) {
    OptionalDouble bid = in.optionalNumber();
    OptionalDouble bidSize = in.optionalNumber();
    OptionalDouble ask = in.optionalNumber();
    OptionalDouble askSize = in.optionalNumber();
    OptionalDouble last = in.optionalNumber();
    InstrumentId instrument = in.instrument();
    Provenance provenance = in.provenance();
    return new Quote(instrument, bid, bidSize, ask, askSize, last, in.text(), provenance);
  }
}
