package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/// The checksum that a venue sends along with its book, to tell a broken copy.
///
/// **Definition** CRC-32 over text. KRAKEN: the ten best asks, then the ten best bids; price then
/// size, each without its dot and leading zeros. OKX and BITGET: of the 25 best levels bid price,
/// bid size, ask price, ask size in turn, joined by `:`; where a side ends, the other goes on. The
/// digits are those of the wire: `0.0500` is not `0.05`.
///
/// **Unit** unsigned 32 bits. OKX and Bitget send it signed: compare `(int)` of it.
///
/// **Source** docs.kraken.com, *Spot WebSocket book v1*; OKX API v5, *checksum*; Bitget the same.
public enum BookChecksum {
  /// Asks, then bids, without dots.
  KRAKEN {
    @Override
    String text(List<OrderBook.Level> bids, List<OrderBook.Level> asks) {
      StringBuilder text = new StringBuilder();
      asks.stream().limit(10).forEach(level -> bare(level, text));
      bids.stream().limit(10).forEach(level -> bare(level, text));
      return text.toString();
    }
  },
  /// In turn.
  OKX {
    @Override
    String text(List<OrderBook.Level> bids, List<OrderBook.Level> asks) {
      return inTurn(bids, asks);
    }
  },
  /// In turn.
  BITGET {
    @Override
    String text(List<OrderBook.Level> bids, List<OrderBook.Level> asks) {
      return inTurn(bids, asks);
    }
  };

  private static final int TURNS = 25;

  abstract String text(List<OrderBook.Level> bids, List<OrderBook.Level> asks);

  /// The checksum of a book.
  ///
  /// @param bids best first, with the digits of the wire
  /// @param asks best first, with the digits of the wire
  public long of(List<OrderBook.Level> bids, List<OrderBook.Level> asks) {
    CRC32 crc = new CRC32();
    crc.update(text(bids, asks).getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  private static void bare(OrderBook.Level level, StringBuilder text) {
    text.append(bare(level.price())).append(bare(level.size()));
  }

  private static String bare(BigDecimal number) {
    return number.unscaledValue().toString();
  }

  private static String inTurn(List<OrderBook.Level> bids, List<OrderBook.Level> asks) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TURNS; i++) {
      append(bids, i, text);
      append(asks, i, text);
    }
    return text.toString();
  }

  private static void append(List<OrderBook.Level> side, int index, StringBuilder text) {
    if (index < side.size()) {
      OrderBook.Level level = side.get(index);
      text.append(text.isEmpty() ? "" : ":").append(level.price()).append(':').append(level.size());
    }
  }
}
