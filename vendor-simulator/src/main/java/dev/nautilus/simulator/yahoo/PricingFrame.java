package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Quote;
import java.time.Instant;
import java.util.Base64;

/// One message of the stream: JSON around a base64 `PricingData` in protobuf.
///
/// Field numbers and types are those of the public `pricing.proto` of yfinance, and agree with a
/// recorded frame. Floats are `float`, whole numbers `sint64` (zigzag) but for quote type and
/// market hours; fields of value 0 are left out, as proto3 does.
final class PricingFrame {
  private static final int REGULAR_HOURS = 1;
  private static final double BITCOINS = 19_800_000;

  private PricingFrame() {}

  /// The frame for a trade, or for the state of the market when a client subscribes.
  ///
  /// @param at milliseconds matter
  static String of(Instrument instrument, Quote quote, Instant at) {
    String message = Base64.getEncoder().encodeToString(encode(instrument, quote, at));
    return "{\"type\":\"pricing\",\"message\":\"" + message + "\"}";
  }

  private static byte[] encode(Instrument instrument, Quote quote, Instant at) {
    Listing listing = Listing.of(instrument);
    long volume = quote.session().volume();
    boolean crypto = instrument.kind() == Instrument.Kind.CRYPTO_PAIR;
    ProtobufWriter writer =
        new ProtobufWriter()
            .text(1, instrument.symbol())
            .number(2, (float) quote.last())
            .signed(3, at.toEpochMilli())
            .text(4, instrument.currency())
            .text(5, listing.exchange())
            .unsigned(6, listing.typeNumber())
            .unsigned(7, REGULAR_HOURS)
            .number(8, (float) (100 * quote.changeFraction()))
            .signed(9, volume)
            .number(10, (float) quote.session().high())
            .number(11, (float) quote.session().low())
            .number(12, (float) quote.change())
            .text(13, instrument.name())
            .number(15, (float) quote.session().open())
            .number(16, (float) quote.previousClose())
            .signed(22, quote.lastSize())
            .number(23, (float) quote.bid())
            .signed(24, quote.bidSize() / QuoteRow.LOT)
            .number(25, (float) quote.ask())
            .signed(26, quote.askSize() / QuoteRow.LOT)
            .signed(27, listing.priceHint());
    if (crypto) {
      writer
          .signed(28, volume)
          .signed(29, volume)
          .text(30, instrument.symbol().replaceAll("-.*", ""))
          .number(32, BITCOINS)
          .number(33, BITCOINS * quote.last());
    }
    return writer.bytes();
  }
}
